import { closeSync, openSync, readSync } from 'node:fs';

/** The first bytes of a file, at most so many. */
export function fileHead(file: string, bytes: number): Buffer {
  const [opened, head] = [openSync(file, 'r'), Buffer.alloc(bytes)];
  try {
    return head.subarray(0, readSync(opened, head));
  } finally {
    closeSync(opened);
  }
}
