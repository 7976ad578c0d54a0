import type { FastifyRequest } from 'fastify';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Scope } from '../../schemas/scope.js';
import type { Label } from '../../schemas/vocabulary.js';
import type { ActingDepartment } from '../domain/context.js';
import { type Language, languageOf } from './language.js';
import type { Site } from './site.js';

/** Which face of the registry a page belongs to: 管理台 for those who signed in, or 公示 for everybody. */
export type Face = 'console' | 'public';

/** What stands around every page. */
export interface Frame {
  readonly site: Site;
  readonly face: Face;
  readonly language: Language;
  readonly acting: ActingDepartment | undefined;
  /** Path and query of the page itself. */
  readonly here: string;
}

export function frameOf(request: FastifyRequest, site: Site, face: Face): Frame {
  return { site, face, language: languageOf(request), acting: request.acting, here: request.url };
}

export const FrameContext = createContext<Frame | undefined>(undefined);

/** The frame of the page that is being rendered. Throws outside of one. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error('a component was rendered outside of a page');
  return frame;
}

/** Says a label in the language of the page. */
export type Say = (label: Label) => string;

export function useSay(): Say {
  const { language } = useFrame();
  return (label) => label[language];
}

/** Does whoever is signed in hold one of the scopes? */
export function mayDo({ acting }: Frame, ...scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => acting?.scopes.has(scope));
}

/** An address of the same page on the face that is shown: `/registers/honours`, or the same under `/public`. */
export function addressOn(face: Face, path: string): string {
  return face === 'public' ? `/public${path === '/' ? '' : path}` : path;
}
