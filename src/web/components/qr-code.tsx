import type { JSX } from 'preact';
import { qrPath } from '../papers/qr.js';

/** 二维码 of an address, drawn in the page itself. */
export function QrCode({ address, says }: { readonly address: string; readonly says: string }): JSX.Element {
  const { path, size } = qrPath(address);
  return (
    <svg class="qr" viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={says} shape-rendering="crispEdges">
      <path class="quiet" d={`M-2-2h${size + 4}v${size + 4}h-${size + 4}z`} />
      <path d={path} />
    </svg>
  );
}
