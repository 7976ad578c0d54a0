import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

/** A bare Fastify route that sends stored bytes: argv names a JSON file of code -> body in Base64. */
const bodies = new Map(
  Object.entries(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))).map(([uscc, body]) => [
    uscc,
    Buffer.from(String(body), 'base64'),
  ]),
);
const app = Fastify();
app.get<{ Params: { uscc: string } }>('/v1/enterprises/:uscc', (request, reply) => {
  reply.type('application/json; charset=utf-8').send(bodies.get(request.params.uscc));
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`listening on ${address}\n`);
