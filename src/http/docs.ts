import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

const description = [
  '企业质量信用与荣誉登记：荣誉、认证、违法行为、失信名单、事故、监督检查等事实的登记与查询。',
  'Facts on the quality credit and honours of enterprises: recording and reading.',
].join('\n\n');

const problem = 'application/problem+json';

/** The schemas of a route as JSON schema; what is answered under 4xx and 5xx is a problem. */
const described: typeof jsonSchemaTransform = (document) => {
  const transformed = jsonSchemaTransform(document);
  const { response } = transformed.schema ?? {};
  if (typeof response !== 'object' || response === null) return transformed;
  const answers = Object.entries(response).map(([status, schema]) => {
    return [status, /^[45]xx$/.test(status) ? { content: { [problem]: { schema } } } : schema];
  });
  return { ...transformed, schema: { ...transformed.schema, response: Object.fromEntries(answers) } };
};

/** OpenAPI 3.1 at /docs (the document at /docs/json), from the very schemas that check the requests; works offline. */
export async function docs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '质量信用与荣誉登记系统 Quality Credit Registry', version: '1', description },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'qcr_<key id>_<secret>' },
        },
      },
      security: [{}, { key: [] }],
    },
    transform: described,
  });
  await app.register(async (pages) => {
    await pages.register(helmet, {
      contentSecurityPolicy: false,
      strictTransportSecurity: false,
    });
    await pages.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      transformStaticCSP: (header) => header.replace(/ ?upgrade-insecure-requests;?/, ''),
      uiConfig: { validatorUrl: null },
    });
  });
}
