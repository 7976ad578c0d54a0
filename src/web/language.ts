import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Label } from '../../schemas/vocabulary.js';

/** 页面语言: Chinese unless somebody chose English. */
export type Language = keyof Label;

const cookie = 'qcr-language';

/** A year, in seconds. */
const kept = 365 * 24 * 3600;

export function languageOf(request: FastifyRequest): Language {
  return request.cookies[cookie] === 'en' ? 'en' : 'zh';
}

export function keepLanguage(reply: FastifyReply, language: Language): void {
  reply.setCookie(cookie, language, { path: '/', maxAge: kept, httpOnly: true, sameSite: 'lax', secure: 'auto' });
}
