import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database, sql } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import type { SupportText } from '../rules/support-text.js';

const LOOK = sql(import.meta.url, 'look-at-texts');
const ADD = sql(import.meta.url, 'add-texts');
const ERASE = sql(import.meta.url, 'erase-texts');

/** A text without words was erased. */
export type KnownText = Omit<SupportText, 'text'> & { text: string | null };

export interface Looked {
  now: Date;
  /** By name. */
  known: Map<string, KnownText>;
  /** Those tickets that texts may be about, and whether they were erased. */
  tickets: Map<string, { erased: boolean }>;
}

interface Row {
  now: Date;
  known: (Omit<KnownText, 'at'> & { at: string })[];
  tickets: { id: string; erased: boolean }[];
}

@Injectable()
export class SupportTextStore {
  constructor(private readonly database: Database) {}

  /** @param agentId whose tickets may be spoken of; null for any */
  async look(source: string, names: string[], tickets: string[], agentId: string | null): Promise<Looked> {
    const row = (await this.database.run<Row>(LOOK, [source, names, tickets, agentId]))[0]!;
    return {
      now: row.now,
      known: new Map(row.known.map((text) => [text.name, { ...text, at: new Date(text.at) }])),
      tickets: new Map(row.tickets.map(({ id, erased }) => [id, { erased }])),
    };
  }

  /** @returns whether all of them were added; those whose names are taken are not */
  async add(source: string, texts: SupportText[]): Promise<boolean> {
    const rows = texts.map((text) => ({ id: newId(), ...text }));
    return (await this.database.run(ADD, [source, JSON.stringify(rows)])).length === texts.length;
  }
}

/** @returns the ids of texts whose words are gone now */
export async function eraseTexts(client: PoolClient, name: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({ ...ERASE, values: [name] });
  return rows.map(({ id }) => id);
}
