import type { ComponentChildren, JSX } from 'preact';

/** 提示条 above what is shown: it is not what people expect. */
export function Notice({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <p class="notice" role="status">
      {children}
    </p>
  );
}
