import { ApiProperty } from '@nestjs/swagger';
import { FAILURE_MEASURES, GROWING_CLUSTER } from '../../insights/rules/failure-pattern.js';
import { anyJson } from '../../platform/http/any-json.js';
import { Choice, Int, Json, Part, Text } from '../../platform/http/fields.js';
import { MITIGATIONS, type Mitigation } from '../../routing/rules/mitigations.js';
import { PolicyFindingItem } from '../../rulebook/http/policies.dto.js';
import { CHANGE_STATES, type ChangeState } from '../rules/lifecycle.js';
import { CHANGE_KINDS, type ChangeKind } from '../rules/sign-change.js';

const HASH = /^[0-9a-f]{64}$/;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a change answers. */
export class AnsweredFlagPart {
  @Choice({
    of: [...FAILURE_MEASURES, GROWING_CLUSTER],
    description: 'The figure that has risen, or complaints that grow',
  })
  measure!: string;

  @Text({ max: 200, nullable: true, description: 'Null for all domains' })
  domain!: string | null;

  @Text({
    max: 36,
    pattern: UUID,
    patternSays: 'must be the id of a cluster',
    nullable: true,
    optional: true,
    description: 'Which complaints grow; left out of every figure',
  })
  clusterId?: string | null;

  @Choice({ of: MITIGATIONS, description: 'What is done about it' })
  mitigation!: Mitigation;
}

export class SignCountItem {
  @ApiProperty({ description: 'Wrong ones, or complaints' }) n!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Of so many answers; null of complaints' }) of!:
    | number
    | null;
  @ApiProperty({ description: 'In so many days' }) days!: number;
}

export class StoodItem {
  @ApiProperty({ type: SignCountItem }) before!: SignCountItem;
  @ApiProperty({ type: SignCountItem }) now!: SignCountItem;
  @ApiProperty({ type: Number, nullable: true, description: 'As in the warning signs; null of complaints' })
  p!: number | null;
  @ApiProperty({ format: 'date-time', description: 'When it was counted' }) at!: string;
}

export class AnsweredFlagItem {
  @ApiProperty({ enum: [...FAILURE_MEASURES, GROWING_CLUSTER] }) measure!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for all domains' }) domain!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Which complaints grew' }) clusterId!: string | null;
  @ApiProperty({ enum: MITIGATIONS, description: 'What is done about it' }) mitigation!: Mitigation;
  @ApiProperty({
    type: StoodItem,
    nullable: true,
    description: 'What it counted when it was filed, which is part of what is signed; null where that was not kept',
  })
  stood!: StoodItem | null;
}

export class FlagNow {
  @ApiProperty({ description: 'Whether it is a warning sign now' }) raised!: boolean;
  @ApiProperty({ type: StoodItem, nullable: true, description: 'Null where nothing is counted of it any more' })
  now!: StoodItem | null;
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

  @Part(() => AnsweredFlagPart, {
    optional: true,
    description: 'It must be a warning sign now, and the document what its mitigation makes of the policy in force',
  })
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
  @ApiProperty({ type: AnsweredFlagItem, nullable: true }) flag!: AnsweredFlagItem | null;
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
}

export class DecidedChange {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: CHANGE_STATES }) state!: ChangeState;
}
