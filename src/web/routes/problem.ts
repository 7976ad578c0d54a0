import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from '../../http/problem-details.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { ProblemPage } from '../pages/problem-page.js';
import type { Site } from '../site.js';

interface Refused {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly site: Site;
}

/** Answers a no with a page that says what happened and what to do. */
export function answerProblem(details: ProblemDetails, { request, reply, site }: Refused): FastifyReply {
  const face = request.acting === undefined || request.url.startsWith('/public') ? 'public' : 'console';
  if (details.status === 503) reply.header('retry-after', '1');
  return sendPage(reply, ProblemPage({ frame: frameOf(request, site, face), details }), details.status);
}
