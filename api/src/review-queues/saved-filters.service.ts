import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import {
  ADD,
  COUNT,
  type NewFilter,
  REMOVE,
  ROOM,
  type SavedFilter,
  SavedFilterStore,
} from './persistence/saved-filter.store.js';

const MOST_EACH = 100;

/** Who keeps filters for everybody. */
export const mayShare = ({ roles }: Pick<PersonPrincipal, 'roles'>): boolean => roles.includes('support_lead');

/** Filters kept by a name: one's own, and those that support leads keep for everybody. */
@Injectable()
export class SavedFiltersService {
  constructor(
    private readonly database: Database,
    private readonly store: SavedFilterStore,
    private readonly audit: AuditLog,
  ) {}

  list(person: PersonPrincipal, limit: number, after: string[] | null): Promise<SavedFilter[]> {
    return this.store.list(person.id, limit, after);
  }

  /** @throws Problem 403 `not_allowed`, 409 `filter_name_taken`, `too_many_filters` */
  async keep(person: PersonPrincipal, filter: Omit<NewFilter, 'id' | 'ownerId'>): Promise<SavedFilter> {
    if (filter.shared && !mayShare(person)) throw new Problem(403, 'not_allowed', 'Only support leads share filters.');
    const made = { ...filter, id: newId(), ownerId: person.id };
    await this.database.transaction(async (client) => {
      await client.query(ROOM, [person.id]);
      const { rows } = await client.query<{ n: number }>(COUNT, [person.id]);
      if (rows[0]!.n >= MOST_EACH) {
        throw new Problem(409, 'too_many_filters', `You have ${MOST_EACH} saved filters. Remove one first.`);
      }
      const { id, name, shared, view, narrow } = made;
      const added = await client.query(ADD, [id, person.id, name, shared, view, JSON.stringify(narrow)]);
      if (added.rowCount !== 1) {
        throw new Problem(409, 'filter_name_taken', 'A filter has this name already. Choose another.');
      }
      await this.audit.appendIn(client, `person:${person.id}`, 'saved_filter.added', `saved_filter:${made.id}`, {
        shared,
      });
    });
    return { ...made, ownerName: person.name };
  }

  /** @throws Problem 404 for what is neither one's own nor, for support leads, everybody's */
  async remove(person: PersonPrincipal, id: string): Promise<void> {
    await this.database.transaction(async (client) => {
      const { rows } = await client.query<{ shared: boolean }>(REMOVE, [id, person.id, mayShare(person)]);
      const [removed] = rows;
      if (!removed) throw notFound('saved filter');
      const { shared } = removed;
      await this.audit.appendIn(client, `person:${person.id}`, 'saved_filter.removed', `saved_filter:${id}`, {
        shared,
      });
    });
  }
}
