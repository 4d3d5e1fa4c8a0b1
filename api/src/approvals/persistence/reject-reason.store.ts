import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RejectReason } from '../rules/reject-reasons.js';

export interface ReasonList {
  version: number;
  reasons: RejectReason[];
}

export const CURRENT_REASONS = {
  name: 'current-reject-reasons',
  text: 'SELECT version, reasons FROM reject_reason_list ORDER BY version DESC LIMIT 1',
};

/** Every reason that was ever offered, as it was last said. */
const EVER = {
  name: 'all-reject-reasons',
  text: `SELECT DISTINCT ON (r.code) r.code, r.label
    FROM reject_reason_list l CROSS JOIN LATERAL json_to_recordset(l.reasons) AS r(code text, label text)
    ORDER BY r.code, l.version DESC`,
};

/** Lists of reasons, in versions that are only ever added. */
@Injectable()
export class RejectReasonStore {
  constructor(private readonly database: Database) {}

  async current(): Promise<ReasonList> {
    return (await this.database.run<ReasonList & Record<string, unknown>>(CURRENT_REASONS))[0]!;
  }

  ever(): Promise<RejectReason[]> {
    return this.database.run<RejectReason & Record<string, unknown>>(EVER);
  }
}
