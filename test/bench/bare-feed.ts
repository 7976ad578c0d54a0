import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';

/** A bare Fastify route that streams stored files: argv names the folder, each file being a batch of a feed, and its size. */
const folder = process.argv[2] ?? '';
const app = Fastify();
app.get<{ Params: { file: string }; Querystring: { size: string } }>('/:file', (request, reply) => {
  reply.type('application/cloudevents-batch+json; charset=utf-8').header('content-length', request.query.size);
  return reply.send(createReadStream(join(folder, request.params.file)));
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`listening on ${address}\n`);
