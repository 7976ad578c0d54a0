import { qrRuns } from '../qr.js';
import type { Place, Sheet } from './sheet.js';

/** 二维码 of an address, as a figure that says what it is. */
export function drawQr(sheet: Sheet, address: string, { x, y, width }: Place, alt: string): void {
  const { size, runs } = qrRuns(address);
  const step = width / size;
  sheet.tagged(
    'Figure',
    () => {
      for (const { row, from, length } of runs) {
        sheet.doc.rect(x + from * step, y + row * step, length * step, step);
      }
      sheet.doc.fill('#000000');
    },
    { alt: `${alt} ${address}` },
  );
}
