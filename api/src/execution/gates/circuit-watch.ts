import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit-log/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Sweep } from '../../platform/sweep.js';
import { CircuitStore, TURN_CIRCUITS, type Turn } from '../persistence/circuit.store.js';

/**
 * Puts on record when a tool's circuit opened and when it closed again: open as soon as one worker says so, closed when
 * none does any more, or when whoever said so was not heard of. Any number of workers may watch; each turn is told once.
 */
@Injectable()
export class CircuitWatch extends Sweep {
  constructor(
    private readonly circuits: CircuitStore,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {
    super('circuits');
  }

  protected async round(): Promise<void> {
    if (!(await this.circuits.turned())) return;
    await this.database.transaction(async (client) => {
      const { rows } = await client.query<Turn>(TURN_CIRCUITS);
      for (const { tool, since, open } of rows) {
        const payload = { tool, since: since.toISOString() };
        await this.audit.appendIn(
          client,
          'system',
          open ? 'circuit.opened' : 'circuit.closed',
          `tool:${tool}`,
          payload,
        );
      }
    });
  }
}
