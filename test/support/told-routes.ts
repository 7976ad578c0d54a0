import readXlsxFile from 'read-excel-file/node';
import { G, M, P, year } from './aviary.js';
import { readPdf } from './pdf.js';

export const round = `anyang-mayor-quality-award.${year}`;

export interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route either tells something of enterprises, by these requests, or it does not, for this reason. */
export type Told = readonly Asked[] | string;

/** What was there before anything was withdrawn: a check, and a job for each list. */
export interface Made {
  readonly checkNo: string;
  readonly jobs: readonly string[];
}

interface Before extends Made {
  readonly position: number;
  /** An honour of G. */
  readonly honour: string;
}

/** What is asked of each route. */
export function toldRoutes({ position: before, checkNo, jobs, honour }: Before): Readonly<Record<string, Told>> {
  const get = (...paths: readonly string[]): readonly Asked[] => paths.map((path) => ({ path }));
  const ownWords = 'gives back to a key what it sent itself';
  const counts = 'answers how many events it recorded';
  const formats = (path: string, ...names: readonly string[]) =>
    get(...names.map((name) => `${path}${path.includes('?') ? '&' : '?'}format=${name}`));
  const lists = ['joint-reward', 'joint-punishment'];
  const known = `knownAt=${before}`;
  const usccs = [P, G, M];
  const screening = { programme: 'anyang-mayor-quality-award', year, usccs };
  const check = { usccs, purpose: '核验' };
  return {
    'GET /health/live': 'names no enterprise',
    'GET /health/ready': 'names no enterprise',
    'GET /v1/enterprises': get(
      `/v1/enterprises?q=${encodeURIComponent('金丝雀')}`,
      ...usccs.map((each) => `/v1/enterprises?q=${each}`),
    ),
    'GET /v1/registers/honours': formats('/v1/registers/honours', 'json', 'csv', 'xlsx'),
    'GET /v1/registers/certificates': formats('/v1/registers/certificates', 'json', 'csv', 'xlsx'),
    'GET /v1/registers/penalties': formats('/v1/registers/penalties', 'json', 'csv', 'xlsx'),
    'GET /v1/enterprises/{uscc}': usccs.flatMap((each) =>
      get(`/v1/enterprises/${each}`, `/v1/enterprises/${each}?validAt=2024-05-31`, `/v1/enterprises/${each}?${known}`),
    ),
    'GET /v1/enterprises/{uscc}/history': usccs.flatMap((each) =>
      get(`/v1/enterprises/${each}/history`, `/v1/enterprises/${each}/history?${known}&limit=500`),
    ),
    'GET /v1/enterprises/{uscc}/report': get(
      `/v1/enterprises/${P}/report`,
      `/v1/enterprises/${P}/report?${known}`,
      `/v1/enterprises/${G}/report`,
    ),
    'GET /v1/enterprises/{uscc}/honours/{eventId}/certificate': get(
      `/v1/enterprises/${G}/honours/${honour}/certificate`,
    ),
    'GET /v1/access-log': 'names the codes that were asked about, and the purposes that the askers gave',
    'GET /v1/lists/{list}': lists.flatMap((list) => [
      ...formats(`/v1/lists/${list}`, 'json', 'ndjson', 'csv', 'xlsx'),
      ...formats(`/v1/lists/${list}?${known}`, 'json', 'ndjson', 'csv', 'xlsx'),
      ...get(`/v1/lists/${list}?${known}&q=${encodeURIComponent('金丝雀')}`),
    ]),
    'GET /v1/lists/{list}/diff': get(...lists.map((list) => `/v1/lists/${list}/diff?from=0&to=${before}`)),
    'POST /v1/lists/{list}/jobs': 'answers how many enterprises it looked at',
    'GET /v1/lists/{list}/jobs/{id}': jobs.flatMap((job) => formats(job, 'json', 'ndjson', 'csv', 'xlsx')),
    'GET /v1/feeds/{list}': lists.flatMap((list) => [
      { path: `/v1/feeds/${list}` },
      { path: `/v1/feeds/${list}`, headers: { accept: 'text/event-stream' } },
    ]),
    'POST /v1/checks': [{ path: '/v1/checks', method: 'POST', body: check }],
    'GET /v1/checks/{checkNo}': get(`/v1/checks/${checkNo}`),
    'POST /v1/receipts': 'answers digests and ids of rows',
    'GET /v1/receipts': get('/v1/receipts'),
    'GET /v1/lists/{list}/measures': 'counts measures',
    'GET /v1/lists/{list}/unanswered': 'names the codes that stand on the list now',
    'GET /v1/lateness': 'counts the reports of departments',
    'POST /v1/webhooks': ownWords,
    'GET /v1/webhooks': ownWords,
    'DELETE /v1/webhooks/{subscription}': ownWords,
    'POST /v1/webhooks/{subscription}/replay': counts,
    'GET /v1/impacts': get('/v1/impacts', ...usccs.map((each) => `/v1/impacts?uscc=${each}`)),
    'GET /v1/objections': get('/v1/objections', '/v1/objections?state=answered'),
    'GET /v1/targets': 'counts certificates and names none',
    'POST /v1/targets/observations': ownWords,
    'GET /v1/rewards/{year}': [
      ...formats(`/v1/rewards/${year}`, 'json', 'csv', 'xlsx'),
      ...formats(`/v1/rewards/${year}?${known}`, 'json', 'csv', 'xlsx'),
    ],
    'POST /v1/eligibility': ['json', 'ndjson', 'csv', 'xlsx'].flatMap((format) => [
      { path: `/v1/eligibility?format=${format}`, method: 'POST', body: screening },
      {
        path: `/v1/eligibility?format=${format}`,
        method: 'POST',
        body: { ...screening, knownAt: String(before) },
      },
    ]),
    'POST /v1/eligibility/tables': ['json', 'csv', 'xlsx'].map((format) => ({
      path: `/v1/eligibility/tables?programme=anyang-mayor-quality-award&year=${year}&format=${format}`,
      method: 'POST',
      body: `uscc\n${usccs.join('\n')}\n金丝雀\n`,
      headers: { 'content-type': 'text/csv' },
    })),
    'POST /v1/award-rounds': counts,
    'POST /v1/award-rounds/{round}/applications': counts,
    'POST /v1/award-rounds/{round}/assessments': counts,
    'POST /v1/award-rounds/{round}/notice': counts,
    'POST /v1/award-rounds/{round}/notice-end': counts,
    'POST /v1/award-rounds/{round}/decision': counts,
    'GET /v1/award-rounds': 'counts applicants and names none',
    'GET /v1/award-rounds/{round}': 'names applicants and outcomes; the grounds stand in its explanation',
    'GET /v1/award-rounds/{round}/explain': get(`/v1/award-rounds/${round}/explain`),
    'POST /v1/calendars': ownWords,
    'POST /v1/departments': ownWords,
    'POST /v1/departments/{department}/keys': ownWords,
    'DELETE /v1/keys/{keyId}': ownWords,
    'POST /v1/departments/{department}/source-reports': ownWords,
    'POST /v1/departments/{department}/clearances': ownWords,
    'GET /v1/imports': ownWords,
    'POST /v1/imports': ownWords,
    'GET /v1/imports/{id}': ownWords,
    'GET /v1/imports/{id}/rejects': ownWords,
    'GET /v1/imports/{id}/progress': ownWords,
  };
}

/** Texts of a workbook or a PDF, or the text itself; of what streams for ever the first events. */
export async function textOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('spreadsheetml')) {
    return JSON.stringify(await readXlsxFile(Buffer.from(await response.arrayBuffer())));
  }
  if (type === 'application/pdf') return (await readPdf(new Uint8Array(await response.arrayBuffer()))).text;
  if (!type.startsWith('text/event-stream')) return response.text();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (/^data: .*\n\n/m.test(text)) break;
  }
  return text;
}
