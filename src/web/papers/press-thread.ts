import { parentPort } from 'node:worker_threads';
import type { Paper } from './paper.js';
import { setCertificate } from './typesetting/certificate.js';
import { setReport } from './typesetting/report.js';
import { Typefaces } from './typesetting/typefaces.js';

/** A paper to be set, and what became of it. */
export interface PressJob {
  readonly ticket: number;
  readonly paper: Paper;
}
export type PressReport =
  | { readonly ticket: number; readonly pdf: Uint8Array }
  | { readonly ticket: number; readonly failure: string };

/** The setting thread: one paper after the other, so that no request waits for type. */
const port = parentPort;
if (port === null) throw new Error('the press runs as a worker thread');

const typefaces = new Typefaces();
let last: Promise<void> = Promise.resolve();

port.on('message', (job: PressJob) => {
  last = last.then(async () => port.postMessage(await reportOn(job)));
});

async function reportOn({ ticket, paper }: PressJob): Promise<PressReport> {
  try {
    return { ticket, pdf: await set(paper) };
  } catch (error) {
    return { ticket, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function set(paper: Paper): Promise<Buffer> {
  return paper.kind === 'credit-report' ? setReport(paper, typefaces) : setCertificate(paper, typefaces);
}
