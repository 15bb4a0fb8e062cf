// The small shapes that carry a state where colour may not be seen. Drawn on 10 units, decorative: the word stands beside them.

const shapes = {
  ring: <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  half: (
    <>
      <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M5 1.1a3.9 3.9 0 0 0 0 7.8Z" fill="currentColor" />
    </>
  ),
  disc: <circle cx="5" cy="5" r="4.3" fill="currentColor" />,
  square: <rect x="1.3" y="1.3" width="7.4" height="7.4" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  check: <path d="M1 5.5 4 8.5 9 1.5" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  cross: <path d="m1.5 1.5 7 7m0-7-7 7" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  clock: (
    <>
      <path d="M5 2.2V5l2 1.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  back: (
    <path
      d="M8.8 8.6V6.2a2 2 0 0 0-2-2H1.8m2.4-2.7L1.5 4.2l2.7 2.7"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  stop: (
    <>
      <circle cx="5" cy="5" r="4.1" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="m2.2 7.8 5.6-5.6" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  seal: (
    <>
      <path
        d="M5 .5 8.6 2v3.2c0 2-1.4 3.5-3.6 4.3C2.8 8.7 1.4 7.2 1.4 5.2V2Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.1"
      />
      <path d="M3.2 4.9 4.6 6.3 6.9 3.5" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  triangle: <path d="M5 1 9.4 9H.6Z" fill="currentColor" />,
  diamond: <path d="m5 .6 4.4 4.4L5 9.4.6 5Z" fill="currentColor" />,
  dash: <path d="M1.5 5h7" stroke="currentColor" strokeWidth="1.8" />,
  pause: <path d="M3 1.5v7m4-7v7" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  pen: <path d="M1.4 8.6 2 6.4 7.2 1.2l1.6 1.6L3.6 8Z" fill="none" stroke="currentColor" strokeWidth="1.2" />,
} as const;

export type MarkShape = keyof typeof shapes;

/** A shape at the size of the text around it. */
export function Mark({ shape, className = "size-2.25" }: { readonly shape: MarkShape; readonly className?: string }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false" className={`shrink-0 ${className}`}>
      {shapes[shape]}
    </svg>
  );
}
