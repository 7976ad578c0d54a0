import { z } from 'zod';
import type { Routes } from '../../http/parsed-request.js';
import { sendPage } from '../answer.js';
import { frameOf } from '../frame.js';
import { VerificationPage } from '../pages/verification-page.js';
import { readFields } from '../query.js';
import type { Sources } from '../sources.js';
import { verify } from '../views/verification.js';

const typed = z.string().trim().max(100).optional();
const asked = z.object({ number: typed, uscc: typed, check: typed });

/** 核验: where the QR of every paper leads, and where its number can be typed in. */
export function verificationRoutes(app: Routes, sources: Sources): void {
  const options = { schema: { hide: true }, config: { trail: 'none' } } as const;
  app.get('/public/verify', options, (request, reply) => {
    const shown = readFields(asked, request.query);
    const { number, uscc, check } = shown;
    const isAsked = number !== undefined || uscc !== undefined || check !== undefined;
    const verification = isAsked
      ? verify(sources, { number: number ?? '', uscc: uscc ?? '', check: check ?? '' })
      : undefined;
    const frame = frameOf(request, sources.site, 'public');
    return sendPage(reply, VerificationPage({ frame, shown, verification }));
  });
}
