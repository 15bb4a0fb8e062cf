// The mark: three stages on one line.

export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-[-0.01em] text-ink">
      <svg viewBox="0 0 18 18" aria-hidden="true" focusable="false" className="size-4.5 shrink-0">
        <path d="M1 9h16" stroke="currentColor" />
        <circle cx="3" cy="9" r="2" className="fill-bg" stroke="currentColor" />
        <circle cx="9" cy="9" r="2.6" className="fill-bg" stroke="currentColor" />
        <circle cx="15" cy="9" r="3" fill="currentColor" />
      </svg>
      Chancery
    </span>
  );
}
