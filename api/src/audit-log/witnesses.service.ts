import { Injectable } from '@nestjs/common';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { refuse } from '../platform/http/paging.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { AuditLog } from './audit-log.js';
import { ADD_WITNESS, END_WITNESS, type WitnessRow, WitnessStore } from './persistence/witness.store.js';
import { PublicKeys } from './public-keys.js';
import { readWitnessKey } from './rules/cosignature.js';

/** Whose cosignatures are taken: keys that admins register, and end. Neither is ever undone. */
@Injectable()
export class WitnessesService {
  constructor(
    private readonly database: Database,
    private readonly witnesses: WitnessStore,
    private readonly keys: PublicKeys,
    private readonly audit: AuditLog,
  ) {}

  list(limit: number, after: string | null): Promise<WitnessRow[]> {
    return this.witnesses.list(limit, after);
  }

  /**
   * @param verifierKey `name+hash+base64`, with 0x04 for the algorithm (C2SP tlog-cosignature)
   * @throws Problem 400 for what is no such key, or one of the log's own; 409 `witness_known`; 503 `keys_missing`
   */
  async add(person: PersonPrincipal, verifierKey: string): Promise<WitnessRow> {
    const key = readWitnessKey(verifierKey);
    if (!key) throw refuse('verifierKey', 'is not name+hash+base64 of an Ed25519 key that cosigns');
    const own = this.keys.all().some(({ publicKey }) => publicKey === key.publicKey.toString('base64'));
    if (own) throw refuse('verifierKey', 'is a key of the log itself, which is no witness of its own');
    const id = newId();
    await this.database.transaction(async (client) => {
      const added = await client.query(ADD_WITNESS, [id, key.name, key.keyHash, key.publicKey, person.id]);
      if (added.rowCount !== 1) {
        throw new Problem(
          409,
          'witness_known',
          'This key is registered already, or was. A key has one name and is not used again.',
        );
      }
      await this.audit.appendIn(client, `person:${person.id}`, 'witness.added', `witness:${id}`, payloadOf(key));
    });
    return (await this.witnesses.find(id))!;
  }

  /**
   * Ends a witness: what it cosigned stands, and nothing more is taken. One that has ended already stays as it is.
   * @throws Problem 404
   */
  async end(person: PersonPrincipal, id: string): Promise<WitnessRow> {
    const witness = await this.witnesses.find(id);
    if (!witness) throw notFound('witness');
    await this.database.transaction(async (client) => {
      const ended = await client.query(END_WITNESS, [id, person.id]);
      if (ended.rowCount === 0) return;
      await this.audit.appendIn(client, `person:${person.id}`, 'witness.ended', `witness:${id}`, payloadOf(witness));
    });
    return (await this.witnesses.find(id))!;
  }
}

const payloadOf = ({ name, keyHash }: { name: string; keyHash: Buffer }) => ({
  name,
  keyHash: keyHash.toString('hex'),
});
