import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { AuditEntriesController } from './http/audit-entries.controller.js';
import { AuditEntryPage } from './persistence/audit-entry-page.js';
import { Sealer } from './sealer.js';

/** Foundation: the append-only record of what happened. */
@Global()
@Module({
  controllers: [AuditEntriesController],
  providers: [AuditLog, AuditEntryPage, Sealer],
  exports: [AuditLog, Sealer],
})
export class AuditLogModule {}
