import type { JSX } from 'preact';

/** 统一社会信用代码, grouped 2-6-9-1 for the eye; what is copied stays one word. */
export function Uscc({ code }: { readonly code: string }): JSX.Element {
  const parts = [code.slice(0, 2), code.slice(2, 8), code.slice(8, 17), code.slice(17)];
  return (
    <span class="uscc">
      {parts.map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </span>
  );
}
