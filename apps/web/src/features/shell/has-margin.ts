// Which pages are an object with a margin beside it; the others are lists.

const objects = [
  /^\/models\/[^/]+\/[^/]+(\/v\/\d+)?$/,
  /^\/promotions\/[^/]+$/,
  /^\/audit\/[^/]+$/,
  /^\/settings\/profile$/,
];

export const hasMargin = (path: string): boolean => objects.some((object) => object.test(path));
