import type { Socket } from 'node:net';
import { problems } from './problems.js';

const statusLines: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Answers what is not even HTTP, such as an address with bytes beyond ASCII; nothing of it is repeated. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = statusLines[error.code ?? ''] ?? '400 Bad Request';
  const code = 'REQUEST_UNREADABLE';
  const { zh: title, en: titleEn } = problems[code];
  const body = JSON.stringify({
    type: `urn:qcr:problem:${code}`,
    status: Number.parseInt(status, 10),
    code,
    title,
    titleEn,
  });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
