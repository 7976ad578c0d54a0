import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDay } from '../../../schemas/day.js';
import { requireScope } from '../../http/access.js';
import { noteRead } from '../../http/access-trail.js';
import type { Routes } from '../../http/parsed-request.js';
import { resolveAxes } from '../../queries/axes.js';
import { openBilling, rewardsPage } from '../../queries/rewards.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { RewardsPage } from '../pages/rewards-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { billView, totalsOf } from '../views/rewards.js';

const asked = z.object({
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  validAt: calendarDay.optional(),
  /** Where an earlier page stood, so that the next one is of the same bills. */
  knownAt: z.coerce.number().int().positive().optional(),
  after: z.string().max(18).default(''),
});

const billsAtOnce = 25;

/** 奖励核算: what each unit is due, paid or owes back in a year, honour by honour. */
export function rewardRoutes(app: Routes, sources: Sources): void {
  app.get('/rewards', { schema: { hide: true } }, (request, reply) => answerRewards(request, reply, sources));
}

async function answerRewards(
  request: FastifyRequest,
  reply: FastifyReply,
  { registry, site }: Sources,
): Promise<FastifyReply> {
  requireScope(request, 'screen', 'admin');
  const { year, validAt, knownAt, after } = readFields(asked, request.query);
  const { headDay } = resolveAxes(registry.log, {});
  const shownYear = year ?? Number(headDay.slice(0, 4));
  const at = { validAt, knownAt: knownAt === undefined ? undefined : String(knownAt) };
  const billing = openBilling(registry, shownYear, at);
  noteRead(request, { axes: billing.axes });
  const page = rewardsPage(registry, billing, { after, limit: billsAtOnce });
  return sendPage(
    reply,
    RewardsPage({
      frame: frameOf(request, site, 'console'),
      year: shownYear,
      axes: billing.axes,
      bills: page.bills.map(billView),
      totals: after === '' ? await totalsOf(registry, billing) : undefined,
      next: page.next,
    }),
  );
}
