import { createHash } from 'node:crypto';
import { Press } from '../../src/web/papers/press.js';
import { reportPaper } from './report-paper.js';

/** Sets the report in a process of its own and says the SHA-256 of the PDF. */
const press = new Press();
const pdf = await press.print(reportPaper(Number(process.argv[2])), 'child');
process.stdout.write(createHash('sha256').update(pdf).digest('hex'));
await press.close();
