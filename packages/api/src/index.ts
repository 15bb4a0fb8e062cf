// Thin shells over the use-cases: tRPC for the portal and the typed client, /api/v1 for curl and every other language.
export { createApp, type ServerApp } from "./app.ts";
export { seal, type Sealed } from "./expose.ts";
export { fixedHeaders } from "./http/answers.ts";
export { addressReader, type AddressOf } from "./http/client-address.ts";
export { isOwnHost, isOwnOrigin, type AppDeps } from "./http/request.ts";
export { createCaller, type AppRouter } from "./surface.ts";
