// When even the document failed: no frame, no fonts, only the id.
"use client";

export default function GlobalError({ error }: { readonly error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <h1>Chancery could not show this page</h1>
        <p>Reload it. If it happens again, give an admin this id: {error.digest ?? "none"}</p>
      </body>
    </html>
  );
}
