import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry as MetricsRegistry } from 'prom-client';
import { jointList } from '../../schemas/vocabularies.js';
import { allReceipts } from '../queries/receipts.js';
import { requireScope } from './access.js';
import type { Registry } from './registry.js';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Prometheus metrics at /metrics, for this machine or an administrator. They count and never name an enterprise. */
export function metrics(app: FastifyInstance, registry: Registry): void {
  const { log, readModels } = registry;
  const register = new MetricsRegistry();
  collectDefaultMetrics({ register });
  const duration = new Histogram({
    name: 'qcr_http_request_seconds',
    help: 'Duration of requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [register],
  });
  gauge(register, 'qcr_log_position', 'Last position of the event log', () => log.head().position);
  gauge(register, 'qcr_read_model_position', 'Position of the read models', () => readModels.position());
  overdueGauge(register, registry);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    duration.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000);
  });
  app.addHook('onClose', async () => register.clear());
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isOfThisMachine(request)) requireScope(request, 'admin');
    return reply.type(register.contentType).send(await register.metrics());
  });
}

/** What a proxy on this machine hands on comes from somebody else. */
function isOfThisMachine({ ip, headers }: FastifyRequest): boolean {
  const isHandedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isHandedOn && ['127.0.0.1', '::1'].includes(ip);
}

function gauge(register: MetricsRegistry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [register], collect: () => made.set(read()) });
}

/** 逾期未反馈: left as it was while nobody keeps up the rows that it is counted from. */
function overdueGauge(register: MetricsRegistry, registry: Registry): void {
  const made: Gauge<'list'> = new Gauge({
    name: 'qcr_receipts_overdue',
    help: 'Departments whose receipts, withdrawn rows or measures of a joint list are past the limit of the pack',
    labelNames: ['list'],
    registers: [register],
    collect: () => {
      if (!registry.readModels.isRunning()) return;
      for (const list of jointList.codes) {
        const late = [...allReceipts(registry, { lists: [list] })].filter(({ overdue }) => overdue.length > 0);
        made.labels(list).set(late.length);
      }
    },
  });
}
