// Ending one session, or all but this one.
"use client";
import { ActDialog } from "#components/act-dialog.tsx";

export function EndSession({ sessionId, browser }: { readonly sessionId: string; readonly browser: string }) {
  return (
    <ActDialog
      trigger="End"
      triggerLook={{ size: "small" }}
      title="End this session?"
      description={`${browser} is signed out at once and has to sign in again. Your API tokens keep working.`}
      act={(api, input: { sessionId: string }, once) => api.sessions.end.mutate(input, once)}
      read={() => ({ sessionId })}
      submit="End session"
      submitKind="danger"
      done="Session ended."
    />
  );
}

export function EndOthers({ others }: { readonly others: number }) {
  if (others === 0) return null;
  return (
    <ActDialog
      trigger="End all others"
      triggerLook={{ kind: "danger" }}
      title="End all other sessions?"
      description={`${others === 1 ? "The other session ends" : `${others} sessions end`} at once, and you stay signed in here. Your API tokens keep working.`}
      act={(api, input: Record<string, never>, once) => api.sessions.end.mutate(input, once)}
      read={() => ({})}
      submit={others === 1 ? "End the other session" : `End ${others} sessions`}
      submitKind="danger"
      done="Your other sessions have ended."
    />
  );
}
