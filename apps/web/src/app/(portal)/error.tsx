// A page that failed, inside the frame: the rest of the portal stays usable.
"use client";
export { default } from "../error.tsx";
