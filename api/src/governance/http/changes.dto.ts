import { ApiProperty } from '@nestjs/swagger';
import { FAILURE_MEASURES, GROWING_CLUSTER } from '../../insights/rules/failure-pattern.js';
import { anyJson } from '../../platform/http/any-json.js';
import { Choice, Int, Json, Part, Text } from '../../platform/http/fields.js';
import { MITIGATIONS } from '../../routing/rules/mitigations.js';
import { PolicyFindingItem } from '../../rulebook/http/policies.dto.js';
import { CHANGE_STATES, type ChangeState } from '../rules/lifecycle.js';
import { CHANGE_KINDS, type ChangeKind } from '../rules/sign-change.js';

const HASH = /^[0-9a-f]{64}$/;

/** What a change answers. */
export class AnsweredFlagPart {
  @Choice({
    of: [...FAILURE_MEASURES, GROWING_CLUSTER],
    description: 'The figure that has risen, or complaints that grow',
  })
  measure!: string;

  @Text({ max: 200, nullable: true, description: 'Null for all domains' })
  domain!: string | null;

  @Choice({ of: MITIGATIONS, description: 'What is done about it' })
  mitigation!: string;
}

export class TryPolicy {
  @Json({ description: 'The whole document (docs/policies.md)' })
  document!: Record<string, unknown>;
}

export class FileChange extends TryPolicy {
  @Choice({ of: CHANGE_KINDS })
  kind!: ChangeKind;

  @Int({ min: 1, max: 2_147_483_646, description: 'The version it was written from, which must be in force' })
  basedOn!: number;

  @Text({
    min: 1,
    max: 2_000,
    pattern: /\S/,
    patternSays: 'must not be blank',
    description: 'For those who decide on it',
  })
  reason!: string;

  @Part(() => AnsweredFlagPart, { optional: true })
  flag?: AnsweredFlagPart;
}

export class ApproveChange {
  @Text({ min: 64, max: 64, pattern: HASH, patternSays: 'must be 64 hex characters', description: 'Of what was shown' })
  contentHash!: string;
}

export class RejectChange extends ApproveChange {
  @Text({ min: 1, max: 2_000, pattern: /\S/, patternSays: 'must not be blank' })
  reason!: string;
}

export class ChangeSignOff {
  @ApiProperty() personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty({ type: [String] }) roles!: string[];
  @ApiProperty({ enum: ['approve', 'reject'] }) verdict!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a rejection' }) reason!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class ChangeMissing {
  @ApiProperty({ type: [String] }) anyOf!: string[];
  @ApiProperty() count!: number;
}

export class ChangeSummary {
  @ApiProperty() id!: string;
  @ApiProperty() number!: number;
  @ApiProperty({ enum: CHANGE_KINDS }) kind!: ChangeKind;
  @ApiProperty({ enum: CHANGE_STATES, description: 'Approved is live' }) state!: ChangeState;
  @ApiProperty({ description: 'The version it was written from' }) basedOn!: number;
  @ApiProperty({ description: 'Whether that version is in force still' }) baseInForce!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'The version that it became' }) version!: number | null;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: AnsweredFlagPart, nullable: true }) flag!: AnsweredFlagPart | null;
  @ApiProperty() filedBy!: string;
  @ApiProperty() filedByName!: string;
  @ApiProperty({ format: 'date-time' }) filedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty() contentHash!: string;
  @ApiProperty({ type: [ChangeSignOff] }) signOffs!: ChangeSignOff[];
  @ApiProperty({ type: [ChangeMissing], description: 'Who is still needed; empty once it is over' })
  missing!: ChangeMissing[];
  @ApiProperty({ type: [String], enum: ['approve', 'reject', 'withdraw'], description: 'What you may do with it now' })
  allowedActions!: string[];
}

export class ChangeMove {
  @ApiProperty({ enum: ['auto_allowed', 'pending_review', 'blocked'] }) from!: string;
  @ApiProperty({ enum: ['auto_allowed', 'pending_review', 'blocked'] }) to!: string;
  @ApiProperty() n!: number;
  @ApiProperty({ type: [Number], description: 'Numbers of the newest five tickets of these' }) tickets!: number[];
}

export class PolicyDifferenceItem {
  @ApiProperty({ example: 'review_required_if' }) rule!: string;
  @ApiProperty({ example: 'domain' }) condition!: string;
  @ApiProperty({ ...anyJson, description: 'Any JSON; null where the condition is new' }) before!: unknown;
  @ApiProperty({ ...anyJson, description: 'Any JSON; null where the condition is gone' }) after!: unknown;
}

export class ChangeEffectItem {
  @ApiProperty({ description: 'How many of the newest proposals, at most 500, it was tried on' }) looked!: number;
  @ApiProperty({ type: [ChangeMove], description: 'Those that would have gone otherwise' }) moves!: ChangeMove[];
  @ApiProperty({ type: [PolicyDifferenceItem] }) differences!: PolicyDifferenceItem[];
}

export class TriedPolicy {
  @ApiProperty({ description: 'The version in force' }) inForce!: number;
  @ApiProperty({ type: [PolicyFindingItem] }) findings!: PolicyFindingItem[];
  @ApiProperty({ type: ChangeEffectItem, nullable: true, description: 'Null of a document that can’t be read' })
  effect!: ChangeEffectItem | null;
}

export class ChangeDetail extends ChangeSummary {
  @ApiProperty({ type: 'object', additionalProperties: true }) document!: unknown;
  @ApiProperty({ type: [PolicyFindingItem] }) findings!: PolicyFindingItem[];
  @ApiProperty({ type: ChangeEffectItem }) effect!: ChangeEffectItem;
}

export class DecidedChange {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: CHANGE_STATES }) state!: ChangeState;
}
