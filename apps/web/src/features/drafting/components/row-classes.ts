/** A file in the list of a draft: name, size, speed, acts; below them the bar and a line. Two columns where there is no room. */
export const rowClasses =
  "grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 px-4 py-2.25 nav:grid-cols-[minmax(0,1fr)_5rem_5.5rem_9.75rem]";
