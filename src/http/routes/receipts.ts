import { z } from 'zod';
import { departmentId, sha256Hex } from '../../../schemas/identifiers.js';
import { jointList } from '../../../schemas/vocabularies.js';
import { heldAt, judgeReceipt } from '../../queries/receipts.js';
import { requireScope } from '../access.js';
import type { ParsedRequest, Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import { Problem } from '../problems.js';
import { howToResync, receiptAnswer, receiptsAnswer } from '../receipt-answer.js';
import type { Registry } from '../registry.js';
import { receiptsFor } from '../sharing.js';

const receipt = z.strictObject({
  list: jointList.schema,
  cursor: z.string().min(1).max(200),
  digest: sha256Hex.describe('本方副本的集合摘要 the set digest of the own copy'),
});

const asked = z.strictObject({ list: jointList.schema.optional(), department: departmentId.optional() });

const errors = { '4xx': problemDetails, '5xx': problemDetails };

/** 回执: how far the copies of departments are, and whether they are the source. */
export function receiptRoutes(app: Routes, registry: Registry): void {
  const tags = ['lists'];
  const sent = {
    tags,
    summary: '共享回执 Acknowledge how far a copy is, and what it amounts to',
    description: 'A digest other than the source has at the cursor is answered with how to resync, and is on record.',
    body: receipt,
    response: { 200: receiptAnswer, 201: receiptAnswer, ...errors },
  };
  app.post('/v1/receipts', { schema: sent }, async (request, reply) => {
    const answer = await acknowledge(request, registry);
    return reply.code(answer.outcome === 'recorded' ? 201 : 200).send(answer);
  });
  const standing = {
    tags,
    summary: '回执情况 Which copies are the source, and what they still hold',
    querystring: asked,
    response: { 200: receiptsAnswer, ...errors },
  };
  app.get('/v1/receipts', { schema: standing }, async (request, reply) => {
    const seen = receiptsFor(request, registry, request.query);
    reply.header('cache-control', 'private, no-store');
    return receiptsAnswer.parse(seen);
  });
}

async function acknowledge(
  request: ParsedRequest<{ body: typeof receipt }>,
  registry: Registry,
): Promise<z.output<typeof receiptAnswer>> {
  const { list, ...said } = request.body;
  const { department, key } = requireScope(request, `feed:${list}`);
  const judged = judgeReceipt(registry.readModels, { list, ...said });
  if (judged === undefined) {
    throw new Problem('RESYNC', [{ field: 'cursor', rule: `start from the snapshot at /v1/lists/${list}` }]);
  }
  const { verdict, held } = judged.receipt;
  const acting = { actor: { department, key }, correlationId: request.id };
  const outcome = await registry.receipts.acknowledge(judged.receipt, acting, (cursor) => {
    return heldAt(registry.readModels, list, cursor);
  });
  if (verdict === 'different') {
    request.log.warn({ requestId: request.id, department, key, list }, 'a copy differs from its source');
  }
  const { digest, changesBehind } = judged;
  const answer = { list, outcome, verdict, cursor: said.cursor, digest, changesBehind, withdrawnHeld: held };
  return verdict === 'different' ? { ...answer, resync: howToResync(list) } : answer;
}
