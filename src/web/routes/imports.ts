import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandTypes, kebab } from '../../../schemas/commands.js';
import { dayInShanghai } from '../../../schemas/day.js';
import type { Label } from '../../../schemas/vocabulary.js';
import { askedImport, importParams, importSender, importsReadableBy } from '../../http/import-access.js';
import { importOf } from '../../http/import-answers.js';
import { acceptImport, importAsked } from '../../http/import-request.js';
import type { Routes } from '../../http/parsed-request.js';
import { Problem } from '../../http/problems.js';
import { shippedMappings } from '../../imports/mapping.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { isSentForm, type SentFile, sayWhenTooLarge } from '../multipart.js';
import { ImportPage } from '../pages/import-page.js';
import { ImportsPage } from '../pages/imports-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { commandLabel, mayCommand } from '../views/steps.js';
import { importWords } from '../words/imports.js';

/** Without a script a file comes inside a form, which is held in memory as a whole. */
const bodyLimit = 32 * 1024 * 1024;

const shown = 20;

/** 批量导入: what a key sends and sent, as the API has it. */
export function importRoutes(app: Routes, sources: Sources): void {
  const config = { trail: 'none' } as const;
  app.get('/imports', { schema: { hide: true }, config }, (request, reply) => sendImports(request, reply, sources, {}));
  const errorHandler = sayWhenTooLarge((request, reply) =>
    sendImports(request, reply, sources, { wrong: importWords.tooLarge }),
  );
  app.post('/imports', { schema: { hide: true }, bodyLimit, errorHandler }, (request, reply) =>
    takeIn(request, reply, sources),
  );
  app.get('/imports/:id', { schema: { hide: true, params: importParams }, config }, (request, reply) => {
    const view = importOf(askedImport(request, sources.registry));
    return sendPage(reply, ImportPage({ frame: frameOf(request, sources.site, 'console'), view }));
  });
}

interface Filled {
  readonly fields?: Readonly<Record<string, string>>;
  readonly wrong?: Label;
}

function sendImports(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
  { fields = {}, wrong }: Filled,
): FastifyReply {
  const isMine = importsReadableBy(request);
  const { scopes } = importSender(request);
  const matters = commandTypes
    .filter((type) => mayCommand(type, scopes))
    .map((type) => ({ value: kebab(type), label: commandLabel(type) }));
  const page = ImportsPage({
    frame: frameOf(request, site, 'console'),
    imports: registry.imports.latest(({ sender }) => isMine(sender.key), shown).map(importOf),
    matters,
    mappings: shippedMappings(),
    today: dayInShanghai(registry.rim.now()),
    fields,
    wrong,
  });
  return sendPage(reply, page, wrong === undefined ? 200 : 400);
}

async function takeIn(request: FastifyRequest, reply: FastifyReply, sources: Sources): Promise<FastifyReply> {
  const sender = importSender(request);
  const { body } = request;
  if (!isSentForm(body)) throw new Problem('MEDIA_TYPE_UNSUPPORTED');
  const { fields } = body;
  const file = body.files.get('file');
  if (file === undefined) return sendImports(request, reply, sources, { fields, wrong: importWords.noFile });
  const kind = kindOf(file);
  if (kind === undefined) return sendImports(request, reply, sources, { fields, wrong: importWords.badKind });
  const asked = readFields(importAsked, fields);
  const status = await acceptImport(sources.registry, { body: Readable.from([file.bytes]), kind, asked, sender });
  request.log.info({ requestId: request.id, import: status.accepted.id, bytes: status.accepted.bytes });
  return reply.redirect(`/imports/${status.accepted.id}`, 303);
}

function kindOf({ name }: SentFile): 'csv' | 'ndjson' | undefined {
  return (['csv', 'ndjson'] as const).find((kind) => name.toLowerCase().endsWith(`.${kind}`));
}
