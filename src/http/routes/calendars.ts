import { z } from 'zod';
import { workdayCalendar } from '../../../schemas/workday-calendar.js';
import { publishCalendar } from '../../commands/workdays.js';
import { requireScope } from '../access.js';
import type { Routes } from '../parsed-request.js';
import { problemDetails } from '../problem-details.js';
import type { Registry } from '../registry.js';

const result = z.object({ outcome: z.enum(['recorded', 'already-recorded']) });

/** POST /v1/calendars: 工作日历, by which the days of a notice are counted. */
export function calendarRoutes(app: Routes, registry: Registry): void {
  const schema = {
    tags: ['award-rounds'],
    summary: '公布工作日历 Publish the working days of a year',
    body: workdayCalendar,
    response: { 201: result, 200: result, '4xx': problemDetails, '5xx': problemDetails },
  };
  app.post('/v1/calendars', { schema }, async (request, reply) => {
    const { department, key } = requireScope(request, 'admin');
    const acting = { actor: { department, key }, correlationId: request.id };
    const outcome = await publishCalendar(registry, request.body, acting);
    return reply.code(outcome === 'recorded' ? 201 : 200).send({ outcome });
  });
}
