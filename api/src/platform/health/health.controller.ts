import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { Anyone } from '../../identity/access.js';
import { Readiness } from './readiness.js';

@ApiTags('operations')
@Controller()
@Anyone()
export class HealthController {
  constructor(private readonly readiness: Readiness) {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  /** The process runs. */
  @Get('health/live')
  @ApiOkResponse()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The process may be sent requests. */
  @Get('health/ready')
  @ApiOkResponse()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; missing: string[] }> {
    const missing = await this.readiness.missing();
    if (missing.length > 0) void reply.status(503);
    return { status: missing.length > 0 ? 'not ready' : 'ready', missing };
  }

  /** Prometheus metrics of this process. */
  @Get('metrics')
  @Header('content-type', register.contentType)
  @ApiOkResponse()
  metrics(): Promise<string> {
    return register.metrics();
  }
}
