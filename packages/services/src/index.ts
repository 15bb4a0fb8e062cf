// Every use-case, and what a composition root needs to build a house.
export * from "./models/history.ts";
export * from "./models/remove-alias.ts";
export * from "./models/set-alias.ts";
export * from "./promotions/get.ts";
export * from "./promotions/list.ts";
export * from "./promotions/request.ts";
export * from "./promotions/vote.ts";
export * from "./promotions/withdraw.ts";
export * from "./versions/resolve.ts";
