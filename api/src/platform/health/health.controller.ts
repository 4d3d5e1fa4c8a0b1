import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { register } from 'prom-client';
import { Anyone } from '../../identity/access.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

const LIVE = { type: 'object', required: ['status'], properties: { status: { type: 'string', enum: ['live'] } } };

const READY = {
  type: 'object',
  required: ['status', 'missing'],
  properties: {
    status: { type: 'string', enum: ['ready', 'not ready'] },
    missing: { type: 'array', items: { type: 'string' } },
  },
};

@ApiTags('operations')
@Controller()
@Anyone()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly figures: Metrics,
  ) {}

  /** The process runs. */
  @Get('health/live')
  @ApiOkResponse({ schema: LIVE })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The process may be sent requests. */
  @Get('health/ready')
  @ApiOkResponse({ schema: READY })
  @ApiResponse({ status: 503, description: 'Not yet, or no longer', schema: READY })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; missing: string[] }> {
    const missing = await this.readiness.missing();
    if (missing.length > 0) void reply.status(503);
    return { status: missing.length > 0 ? 'not ready' : 'ready', missing };
  }

  /** Prometheus metrics of this process, and gauges of what waits in the installation. */
  @Get('metrics')
  @Header('content-type', register.contentType)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  metrics(): Promise<string> {
    return this.figures.text();
  }
}
