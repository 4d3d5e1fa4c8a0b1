import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { type ExportBounds, ExportRows } from './persistence/export-rows.js';
import {
  type CheckpointLine,
  type EntryLine,
  type ExportFilters,
  type ExportLine,
  type ExportRow,
  entryLine,
  headerLine,
} from './rules/export-line.js';

/** Writes the log out (docs/verify.md), in bunches of lines that are made when they are asked for. */
@Injectable()
export class LogExport {
  constructor(
    private readonly rows: ExportRows,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Whole without filters, and verifiable by itself; with filters each sealed entry comes with its proof.
   * @param cosignedBy name of a witness: only what it has cosigned counts as sealed
   */
  async *lines(filters: ExportFilters, cosignedBy: string | null = null): AsyncGenerator<ExportLine[]> {
    const bounds = await this.rows.bounds(cosignedBy);
    const header = headerLine(this.environment.auditOrigin, bounds.now.toISOString(), filters);
    yield [header];
    let entries = 0;
    for await (const lines of header.full ? this.whole(bounds) : this.filtered(bounds, filters)) {
      entries += lines.filter(({ type }) => type === 'entry').length;
      yield lines;
    }
    yield [{ type: 'end', entries }];
  }

  /** Sealed entries in their order with each checkpoint behind the last entry it covers, then what is not sealed. */
  private async *whole(bounds: ExportBounds): AsyncGenerator<ExportLine[]> {
    const checkpoints = this.rows.checkpoints(bounds);
    let next = await checkpoints.next();
    const until = async (place: number): Promise<CheckpointLine[]> => {
      const due: CheckpointLine[] = [];
      for (; !next.done && Number(next.value.size) <= place; next = await checkpoints.next()) {
        due.push({ type: 'checkpoint', note: next.value.note });
      }
      return due;
    };
    for await (const rows of this.rows.sealed(bounds)) {
      const lines: ExportLine[] = [];
      for (const row of rows) lines.push(...(await until(Number(row.seq))), entryLine(row));
      yield lines;
    }
    yield await until(Number.POSITIVE_INFINITY);
    for await (const rows of this.rows.unsealed(bounds)) yield rows.map((row) => entryLine(row));
  }

  private async *filtered(bounds: ExportBounds, filters: ExportFilters): AsyncGenerator<ExportLine[]> {
    if (bounds.note !== null) yield [{ type: 'checkpoint', note: bounds.note }];
    for await (const rows of this.rows.filtered(bounds, filters)) yield await this.proven(rows, bounds.size);
  }

  private async proven(rows: ExportRow[], size: number): Promise<EntryLine[]> {
    const places = rows.filter(({ seq }) => seq !== null).map(({ seq }) => Number(seq));
    const proofs = (await this.rows.proofs(places, size)).values();
    return rows.map((row) => entryLine(row, row.seq === null ? undefined : proofs.next().value));
  }
}
