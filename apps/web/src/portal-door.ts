// What the pages ask of the server process, and the key under which its composition root leaves it. Types only: pages never import services.
import type { AppRouter } from "@chancery/api";
import type { Actor, ShownText, Stages, Tiers } from "@chancery/core";

/** Every procedure, called in process as one actor: `await api.models.get({ model })`. */
export type PortalApi = ReturnType<AppRouter["createCaller"]>;

/** From where a sign-in was tried. */
export type Whence = { readonly userAgent?: string | undefined; readonly address?: string | undefined };
export type SignedIn = { readonly actorId: string; readonly sessionId: string };
/**
 * Why nothing was tried, alike whether there is such an account or not: nobody can sign in at that moment, or too many
 * attempts failed.
 */
export type SignInHindrance = "unavailable" | { readonly retryAfterSeconds: number };
/** `refused` gives no hint why. */
export type SignInAnswer = SignedIn | "refused" | SignInHindrance;

export type Portal = {
  /** Who a request's Cookie header speaks for, its session row checked; the anonymous actor for anything else. Never throws for a bad cookie. */
  actorOf(cookieHeader: string | null): Promise<Actor>;
  caller(actor: Actor, requestId: string): PortalApi;
  /** Never throws, because next-auth puts messages into a URL. */
  startSession(attempt: Whence & { readonly email: string; readonly password: string }): Promise<SignInAnswer>;
  startSessionByLink(attempt: Whence & { readonly code: string }): Promise<SignInAnswer>;
  endSession(sessionId: string): Promise<void>;
  /** The registry's own. */
  readonly stages: Stages;
  readonly tiers: Tiers;
  isClaimed(): Promise<boolean>;
  now(): Date;
  /** How a text that people wrote is shown. Reads what is known of it: nothing is parsed where pages are made. */
  shownText(text: string): Promise<ShownText>;
  /** Gives the page being rendered its status. */
  answerWith(status: number): void;
  /** Into the process log, under the request's id. */
  noteFailure(error: unknown, requestId: string): void;
  /** Encrypts the session cookie; decode it with `decode` of next-auth/jwt. */
  readonly sessionSecret: string;
  /** Origin people open, without a trailing slash. */
  readonly publicUrl: string;
};

/** Shared by both copies of our code in the process: the server's bundle and Next's. */
export const portalKey = Symbol.for("chancery.house");

/** Request headers the server sets before it hands a request to Next, dropping what the client sent under these names. */
export const requestIdHeader = "x-chancery-request-id";
export const addressHeader = "x-chancery-address";
/** Set by our own proxy for the pages behind it: path and query of the request. */
export const pathHeader = "x-chancery-path";
