import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { withRefusals } from './refusals.js';

/** The OpenAPI document of the running app. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Countersign')
    .setDescription(
      'Stands between LLM agents and what they propose. Agents authenticate with `Authorization: Bearer <agent key>`, ' +
        'people with the session cookie and `X-CSRF-Token`. Refusals are `application/problem+json` with a stable `code`.',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'agentKey')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'widgetToken')
    .addCookieAuth('countersign_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
  });
  return withRefusals(document);
}

/** Serves the document at /openapi.json and a page to browse it at /docs. */
export function serveApiDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
}
