import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  FastifySchema,
  FastifyTypeProvider,
  RawServerDefault,
  RouteGenericInterface,
} from 'fastify';
import type { z } from 'zod';

/** What a route is asked has the types of its schemas, with which it was parsed; what it answers is checked as it is sent. */
interface ParsedRequests extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
}

/** Where routes are declared. */
export type Routes = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ParsedRequests
>;

/** The request of a route that declares these schemas, once it was parsed with them. */
export type ParsedRequest<Schemas extends FastifySchema> = FastifyRequest<
  RouteGenericInterface,
  RawServerDefault,
  IncomingMessage,
  Schemas,
  ParsedRequests
>;
