// How often a proof by chance is repeated: a few rounds in every run, all of them in `npm run prove -- --full`.
export const isFull = process.env["CHANCERY_FULL"] === "1";

export const rounds = ({ ci, full }: { readonly ci: number; readonly full: number }): number => (isFull ? full : ci);
