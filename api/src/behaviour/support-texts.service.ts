import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { AgentPrincipal, PersonPrincipal } from '../identity/principal.js';
import { refuseDomain } from '../intake/scope.js';
import { Database } from '../platform/database/database.js';
import { type FieldError, Problem } from '../platform/http/problem.js';
import { invalid } from '../platform/http/validate.js';
import { eraseTexts, type Looked, SupportTextStore } from './persistence/support-text.store.js';
import { readText, type SupportText, sameText, type ToldText } from './rules/support-text.js';

/** An agent, or a person at the command line, who may speak of any ticket. */
export type TextTeller = AgentPrincipal | 'import';

/** What became of one text. A text that was erased is not taken in again. */
export interface TakenText {
  id: string;
  came: 'added' | 'known' | 'erased';
}

/** What customers wrote to support: taken in once, erased when somebody asks for it. */
@Injectable()
export class SupportTextsService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly texts: SupportTextStore,
  ) {}

  /**
   * Keeps what is new of it, all or nothing; told again, a text is answered as known.
   * @throws Problem 400 with each bad row; 403 `out_of_scope` where an agent's key is for other domains; 422 when a name was used for
   *   another text
   */
  async takeIn(teller: TextTeller, told: ToldText[]): Promise<TakenText[]> {
    const [source, agentId] = teller === 'import' ? ['import', null] : [`agent:${teller.id}`, teller.id];
    if (teller !== 'import') for (const { domain } of told) if (domain !== undefined) refuseDomain(teller, domain);
    const names = told.map(({ id }) => id);
    const about = told.flatMap(({ proposalId }) => (proposalId ? [proposalId] : []));
    for (;;) {
      const looked = await this.texts.look(source, names, about, agentId);
      const texts = readAll(told, looked);
      const unknown = texts.filter(({ name }) => !looked.known.has(name));
      // What was not added has been told meanwhile by somebody else, or its ticket was erased: the next look sees it.
      if (unknown.length > 0 && !(await this.texts.add(source, unknown))) continue;
      return names.map((id) => ({ id, came: cameOf(looked.known.get(id)) }));
    }
  }

  /** Deletes the words of every text of this name. @returns how many; none when there are no such words */
  async erase(person: PersonPrincipal | 'system', name: string): Promise<number> {
    const actor = person === 'system' ? person : (`person:${person.id}` as const);
    return this.database.transaction(async (client) => {
      const erased = await eraseTexts(client, name);
      for (const id of erased)
        await this.audit.appendIn(client, actor, 'support_text.erased', `support_text:${id}`, {});
      return erased.length;
    });
  }
}

const cameOf = (known: { text: string | null } | undefined): TakenText['came'] =>
  known === undefined ? 'added' : known.text === null ? 'erased' : 'known';

function readAll(told: ToldText[], { now, known, tickets }: Looked): SupportText[] {
  const faults: FieldError[] = [];
  const seen = new Set<string>();
  const texts = told.map((one, n) => {
    const text = readText(one, now);
    const fault = (field: string, message: string) => faults.push({ path: `texts.${n}.${field}`, message });
    if (seen.has(one.id)) fault('id', 'stands there twice');
    seen.add(one.id);
    if ('field' in text) fault(text.field, text.message);
    const ticket = one.proposalId === undefined ? null : tickets.get(one.proposalId.toLowerCase());
    if (ticket === undefined) fault('proposalId', 'is no proposal of yours');
    else if (ticket?.erased && !known.has(one.id)) fault('proposalId', 'was erased, so no words are kept with it');
    return text;
  });
  if (faults.length > 0) throw invalid(faults);
  const read = texts as SupportText[];
  for (const [n, text] of read.entries()) {
    const before = known.get(text.name);
    if (before === undefined || before.text === null) continue;
    if (sameText(text, { ...before, text: before.text }, told[n]!.at !== undefined)) continue;
    throw new Problem(422, 'text_id_reused', `The id ${text.name} was used for another text.`);
  }
  return read;
}
