import { encode } from 'uqr';

/** A rectangle of dark modules side by side. */
export interface Run {
  readonly row: number;
  readonly from: number;
  readonly length: number;
}

/** 二维码 of an address: its dark runs, in modules. Error correction M: it is still read when creased. */
export function qrRuns(address: string): { readonly size: number; readonly runs: readonly Run[] } {
  const { data, size } = encode(address, { ecc: 'M', border: 0 });
  const runs = data.flatMap((modules, row) => {
    const text = modules.map((dark) => (dark ? '1' : '0')).join('');
    return [...text.matchAll(/1+/g)].map(({ index, 0: run }) => ({ row, from: index, length: run.length }));
  });
  return { size, runs };
}

/** The same as the path of an SVG whose unit is a module. */
export function qrPath(address: string): { readonly size: number; readonly path: string } {
  const { size, runs } = qrRuns(address);
  return { size, path: runs.map(({ row, from, length }) => `M${from} ${row}h${length}v1h-${length}z`).join('') };
}
