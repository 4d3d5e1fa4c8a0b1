import { Injectable } from '@nestjs/common';
import { type AuditEntry, auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Problem } from '../platform/http/problem.js';
import { salted } from '../platform/json/digest.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { callDigest, type ToolCall, toolCall } from '../tickets/rules/tool-call.js';
import type { EditedDraft } from './http/sign-off.dto.js';
import { type NextRevision, nextRevision } from './next-revision.js';
import { refusalOf } from './rules/allowed-actions.js';
import { standingOf } from './rules/standing.js';
import { refuseStale } from './sign-off.service.js';

export interface Revising {
  revision: unknown;
  contentHash: unknown;
  draft?: EditedDraft;
  toolCall?: { name?: string };
  /** The bytes of the new arguments as they were sent; undefined leaves them as they are. */
  rawArguments: string | undefined;
  note?: string | null;
}

/** Edits: a new draft or new arguments make the next revision, which is validated, hashed and routed again. */
@Injectable()
export class ReviseService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
  ) {}

  /**
   * @param read gives what was sent, or throws; asked only once it is clear that this person may edit
   * @returns the receipt of the edit's entry
   * @throws Problem 409 `stale_revision`, 422 `arguments_invalid`, `nothing_changed`, `other_tool`
   */
  async revise(person: PersonPrincipal, id: string, read: () => Revising): Promise<Receipt> {
    const { receipt } = await this.tickets.change(
      id,
      async (file) => {
        const rules = await this.rulebook.at(file.inForce);
        const refusal = refusalOf('revise', person, file, rules, standingOf(file, rules));
        if (refusal) throw new Problem(refusal.status, refusal.code, refusal.detail);
        const revising = read();
        refuseStale(file, revising);
        const call = editedCall(file, revising);
        const draft = editedDraft(file, revising);
        const changed = [
          ...(draft === file.revision.draft ? [] : ['draft']),
          ...(call?.canonical === file.revision.toolCall?.canonical && rulesFit(file, call, rules)
            ? []
            : ['arguments']),
        ];
        if (changed.length === 0) {
          throw new Problem(
            422,
            'nothing_changed',
            'Neither the draft nor the arguments differ. Change one of them, or approve as it is.',
          );
        }
        const repeatOf = call && (await this.tickets.findRepeat(callDigest(file.ticket.subject, call), id));
        // Two reads away from the ticket's row: `change` writes only if nobody moved it meanwhile.
        const sight = await this.preconditions.look(rules, call, file.now, true);
        const note = revising.note ? salted(revising.note) : null;
        const made = await nextRevision(this.routing, file, rules, {
          madeBy: person.id,
          note,
          draft,
          toolCall: call,
          repeatOf,
          sight,
        });
        return {
          seen: file.ticket,
          head: made.head,
          revision: made.revision,
          entries: entriesOf(person, file, made, changed),
        };
      },
      { texts: true },
    );
    return receipt!;
  }
}

function editedCall({ revision }: CaseFile, { toolCall: edit, rawArguments }: Revising): ToolCall | null {
  if (!edit || rawArguments === undefined) return revision.toolCall;
  if (!revision.toolCall || (edit.name !== undefined && edit.name !== revision.toolCall.name)) {
    throw new Problem(
      422,
      'other_tool',
      'An edit keeps the tool that was proposed. Reject this, and have the agent propose the other tool.',
    );
  }
  return toolCall(revision.toolCall.name, rawArguments);
}

function editedDraft({ revision }: CaseFile, { draft }: Revising): string {
  const before = JSON.parse(revision.draft ?? '{}') as Record<string, unknown>;
  if (!draft) return JSON.stringify(before);
  for (const name of ['confidence', 'model', 'promptVersion'] as const) {
    if (draft[name] !== undefined && draft[name] !== (before[name] ?? null)) {
      throw new Problem(
        422,
        'not_editable',
        `draft.${name} is what the model said of itself. Leave it out, or send it as it was.`,
      );
    }
  }
  const { answer, citations } = draft;
  return JSON.stringify({ ...before, answer, ...(citations ? { citations } : {}) });
}

/** A tool that was registered or changed since is a reason for a new revision of the same words. */
function rulesFit({ revision }: CaseFile, call: ToolCall | null, rules: Rules): boolean {
  return call === null || (rules.tool(call.name)?.version ?? null) === revision.toolVersion;
}

function entriesOf(
  person: PersonPrincipal,
  { ticket, revision: before, now }: CaseFile,
  { revision, routed }: NextRevision,
  changed: string[],
): AuditEntry[] {
  const at = now.toISOString();
  const subject = `ticket:${ticket.id}` as const;
  return [
    auditEntry(at, `person:${person.id}`, 'revision.made', subject, {
      revision: revision.revision,
      previousHash: before.contentHash,
      contentHash: revision.contentHash,
      changed,
      noteDigest: revision.note?.digest ?? null,
    }),
    routed,
  ];
}
