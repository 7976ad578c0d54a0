import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotYetReplicated } from '../../event-log/append-failures.js';
import { detailsOf, type ProblemDetails } from '../../http/problem-details.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { localAddress } from '../local-address.js';
import { AcceptedPage } from '../pages/accepted-page.js';
import { ProblemPage } from '../pages/problem-page.js';
import type { Site } from '../site.js';

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly site: Site;
}

/** Every error of a page ends here; what is recorded, and cannot be read here yet, is no failure. */
export function answerError(error: Error, { request, reply, site }: Asked): FastifyReply {
  if (!(error instanceof NotYetReplicated)) return answerProblem(detailsOf(error, request), { request, reply, site });
  return sendPage(reply, AcceptedPage({ frame: frameOf(request, site, 'console') }), 202);
}

/** Answers a no with a page that says what happened and what to do. */
function answerProblem(details: ProblemDetails, { request, reply, site }: Asked): FastifyReply {
  const face = request.acting === undefined || request.url.startsWith('/public') ? 'public' : 'console';
  if (details.status === 503) reply.header('retry-after', '1');
  return sendPage(
    reply,
    ProblemPage({ frame: frameOf(request, site, face), details, before: pageBefore(request) }),
    details.status,
  );
}

/** The page of this registry from which somebody came, with what was filled in there as far as its address says it. */
function pageBefore({ headers, host, url }: FastifyRequest): string | undefined {
  const { referer = '' } = headers;
  if (!URL.canParse(referer)) return undefined;
  const { host: from, pathname, search } = new URL(referer);
  const before = localAddress(`${pathname}${search}`);
  return from === host && before !== url ? before : undefined;
}
