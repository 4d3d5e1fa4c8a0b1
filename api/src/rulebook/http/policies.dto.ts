import { ApiProperty } from '@nestjs/swagger';
import { Int, Json, TextList } from '../../platform/http/fields.js';

export class PolicyItem {
  @ApiProperty() version!: number;
  @ApiProperty({ type: 'object', additionalProperties: true }) document!: unknown;
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, nullable: true }) createdBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) createdByName!: string | null;
  @ApiProperty({ description: 'Whether this version is in force' }) active!: boolean;
}

export class CheckPolicy {
  @Json({ description: 'The whole document (docs/policies.md)' })
  document!: Record<string, unknown>;
}

export class AddPolicy extends CheckPolicy {
  @Int({ min: 1, max: 2_147_483_646, description: 'The version it was written from, which must still be the newest' })
  basedOn!: number;

  @TextList({
    maxItems: 100,
    max: 300,
    optional: true,
    description: 'Ids of the warnings that whoever sends this has read',
  })
  accepted?: string[];
}

const KINDS = [
  'invalid',
  'nobody',
  'nobody_for_all',
  'four_eyes',
  'one_missing',
  'one_person',
  'never_decides',
  'never_applies',
  'unknown_tool',
  'unsigned_tool',
  'unknown_argument',
  'never_allows',
  'never_reached',
  'overruled',
  'always_holds',
  'only_unknown',
  'asks_nothing',
  'still_signed',
  'unknown_domain',
];

/** What one would have to propose to see it. The rest of such a proposal matters to no policy. */
export class ExampleProposalItem {
  @ApiProperty({ type: String, nullable: true }) domain!: string | null;
  @ApiProperty({ type: Number, nullable: true }) confidence!: number | null;
  @ApiProperty({ type: String, nullable: true }) policyDecision!: string | null;
  @ApiProperty({ type: String, nullable: true }) piiLeakRisk!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the tool it calls' }) toolCall!: string | null;
  @ApiProperty({ enum: ['allow', 'review', 'block'], description: 'What this document makes of it' }) outcome!: string;
}

export class PolicyFindingItem {
  @ApiProperty({ example: 'one_person:large refund' }) id!: string;
  @ApiProperty({ enum: ['error', 'warning'], description: 'An error is refused; a warning wants to be accepted' })
  severity!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty({ example: 'sign_off_policy.rules[0].require' }) path!: string;
  @ApiProperty() message!: string;
  @ApiProperty({
    type: [String],
    description:
      'What the sentence speaks of, in its order: names of people, roles, rules, tools and agents, or places of the document',
  })
  names!: string[];
  @ApiProperty({ type: ExampleProposalItem, nullable: true, description: 'A proposal that shows it' })
  example!: ExampleProposalItem | null;
  @ApiProperty({ description: 'The version in force has it too, so that it wants no accepting' }) standing!: boolean;
}

export class PolicyFindings {
  @ApiProperty({ type: PolicyFindingItem, isArray: true }) findings!: PolicyFindingItem[];
}

export class AddedPolicy {
  @ApiProperty({ description: 'The newest one, when the document equals it' }) version!: number;
}
