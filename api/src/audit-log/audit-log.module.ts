import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { CosignaturesService } from './cosignatures.service.js';
import { AuditEntriesController } from './http/audit-entries.controller.js';
import { AuditExportController } from './http/audit-export.controller.js';
import { AuditLogController } from './http/audit-log.controller.js';
import { WitnessesController } from './http/witnesses.controller.js';
import { LogExport } from './log-export.js';
import { AuditEntryPage } from './persistence/audit-entry-page.js';
import { ExportRows } from './persistence/export-rows.js';
import { SealGauges } from './persistence/seal-gauges.js';
import { TreeStore } from './persistence/tree.store.js';
import { WitnessStore } from './persistence/witness.store.js';
import { ProofsService } from './proofs.service.js';
import { PublicKeys } from './public-keys.js';
import { Sealer } from './sealer.js';
import { WitnessesService } from './witnesses.service.js';

/** Foundation: the append-only record of what happened. */
@Global()
@Module({
  controllers: [AuditEntriesController, AuditLogController, AuditExportController, WitnessesController],
  providers: [
    AuditLog,
    AuditEntryPage,
    TreeStore,
    ProofsService,
    ExportRows,
    LogExport,
    PublicKeys,
    Sealer,
    SealGauges,
    WitnessStore,
    WitnessesService,
    CosignaturesService,
  ],
  exports: [AuditLog, Sealer],
})
export class AuditLogModule {}
