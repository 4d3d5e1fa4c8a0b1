import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { applicationDataSource } from '../../../config/data-source.js';
import type { Environment } from '../../../config/environment.js';
import { Database } from './database/database.js';
import { ENVIRONMENT } from './environment.token.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { Readiness } from './health/readiness.js';
import { ChangePoll } from './live/change-poll.js';
import { LiveFeed } from './live/live-feed.js';

/** The database, the live feed and health: what every stage stands on. */
@Global()
@Module({})
export class PlatformModule {
  static register(environment: Environment, name: string): DynamicModule {
    const url = environment.databaseUrl;
    if (!url) throw new Error('DATABASE_URL is not set');
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot(applicationDataSource(url, environment.databasePoolSize, name))],
      controllers: [HealthController],
      providers: [{ provide: ENVIRONMENT, useValue: environment }, Database, LiveFeed, ChangePoll, Readiness, Metrics],
      exports: [ENVIRONMENT, Database, LiveFeed, Readiness, Metrics],
    };
  }
}
