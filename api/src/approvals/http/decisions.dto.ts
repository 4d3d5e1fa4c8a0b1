import { ApiProperty } from '@nestjs/swagger';
import { RawJson } from '../../platform/json/raw-json.js';
import { mask, maskJson } from '../../platform/text/mask.js';
import { AgentRef, ToolCallRef } from '../../review-queues/http/ticket.dto.js';
import { TICKET_STATES } from '../../tickets/rules/lifecycle.js';
import type { DecisionRow } from '../persistence/decision-page.js';
import { moneyOf } from '../rules/money.js';

const nullableText = { type: String, nullable: true } as const;

export class DecisionAmount {
  @ApiProperty({ description: 'Minor units, in digits' }) minor!: string;
  @ApiProperty({ description: 'ISO 4217' }) currency!: string;
}

export class DecisionSignature {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty({ type: String, isArray: true }) roles!: string[];
  @ApiProperty({ enum: ['approve', 'reject'] }) verdict!: string;
  @ApiProperty(nullableText) reason!: string | null;
  @ApiProperty(nullableText) note!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class DecisionItem {
  @ApiProperty({ format: 'uuid' }) ticketId!: string;
  @ApiProperty() ticketNumber!: number;
  @ApiProperty({ format: 'date-time' }) decidedAt!: string;
  @ApiProperty({ format: 'date-time' }) proposedAt!: string;
  @ApiProperty({ enum: TICKET_STATES }) ticketState!: string;
  @ApiProperty(nullableText) executionState!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;
  @ApiProperty() revision!: number;
  @ApiProperty() contentHash!: string;
  @ApiProperty() routingPolicyVersion!: number;
  @ApiProperty() signOffPolicyVersion!: number;
  @ApiProperty({ type: AgentRef }) agent!: AgentRef;
  @ApiProperty({ type: ToolCallRef, nullable: true }) toolCall!: ToolCallRef | null;
  @ApiProperty({ type: DecisionAmount, nullable: true, description: 'What the call moves, where that can be read' })
  amount!: DecisionAmount | null;
  @ApiProperty({ type: DecisionSignature, isArray: true, description: 'The signatures of the revision that stands' })
  signatures!: DecisionSignature[];
  @ApiProperty({ description: 'What it held of people was erased' }) erased!: boolean;
}

/** As in every list, personal data is masked. */
export function toItem(row: DecisionRow): DecisionItem {
  const money = row.argumentsCanonical === null ? null : moneyOf(JSON.parse(row.argumentsCanonical) as object);
  return {
    ticketId: row.ticketId,
    ticketNumber: row.ticketNumber,
    decidedAt: row.decidedAt.toISOString(),
    proposedAt: row.proposedAt.toISOString(),
    ticketState: row.state,
    executionState: row.executionState,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    revision: row.revision,
    contentHash: row.contentHash,
    routingPolicyVersion: row.routingPolicyVersion,
    signOffPolicyVersion: row.signOffPolicyVersion,
    agent: { id: row.agentId, name: row.agentName },
    toolCall:
      row.toolName !== null && row.argumentsRaw !== null
        ? { name: row.toolName, arguments: new RawJson(maskJson(row.argumentsRaw)) }
        : null,
    amount: money && { minor: String(money.minor), currency: money.currency },
    signatures: row.signers.map((signer) => ({ ...signer, note: signer.note && mask(signer.note) })),
    erased: row.erased,
  };
}
