import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from '../http/problem-details.js';
import { sendPage } from './answer.js';
import { frameOf } from './frame.js';
import { SignInPage } from './pages/sign-in-page.js';
import { publicAddress } from './public-address.js';
import { withQuery } from './query.js';
import type { Sources } from './sources.js';

interface Shown {
  /** Where to go afterwards. */
  readonly next: string;
  readonly isKeyRefused?: boolean;
  /** Why the way by the identity provider came to nothing. */
  readonly failure?: ProblemDetails;
}

/** Shows the sign-in page, with what went wrong beside the way that was taken, so that it can be taken again. */
export function showSignIn(request: FastifyRequest, reply: FastifyReply, { site, provider }: Sources, shown: Shown) {
  const { next, isKeyRefused = false, failure } = shown;
  const here = withQuery('/sign-in', { next: next === '/' ? undefined : next });
  const frame = { ...frameOf(request, site, 'public'), here };
  const way = provider && {
    address: withQuery(`${publicAddress(request, site)}/sign-in/provider`, { next }),
    label: provider.signIn.label,
  };
  return sendPage(
    reply,
    SignInPage({ frame, next, isKeyRefused, way, failure }),
    failure?.status ?? (isKeyRefused ? 401 : 200),
  );
}
