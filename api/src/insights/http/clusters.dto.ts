import { ApiProperty } from '@nestjs/swagger';
import { REASON_CODES } from '../../intake/rules/contract-rows.js';
import { TRENDS, type Trend } from '../rules/clusters/trend.js';

export class ClusterWeek {
  @ApiProperty({ format: 'date-time', description: 'Monday 00:00 UTC' }) from!: string;
  @ApiProperty() n!: number;
}

export class ReasonShare {
  @ApiProperty({ enum: [...REASON_CODES, 'none'] }) of!: string;
  @ApiProperty() n!: number;
}

export class ComplaintDomainShare {
  @ApiProperty() of!: string;
  @ApiProperty() n!: number;
}

export class PolicyShare {
  @ApiProperty({ description: 'Version of the routing policy' }) of!: number;
  @ApiProperty() n!: number;
}

/** Complaints about one thing. */
export class ClusterItem {
  @ApiProperty({ format: 'uuid', description: 'The same as long as most of its texts stay together' }) id!: string;
  @ApiProperty({ type: String, isArray: true, description: 'Words that stand for it', example: ['refund', 'twice'] })
  label!: string[];
  @ApiProperty({ description: 'Texts' }) size!: number;
  @ApiProperty({ enum: TRENDS }) trend!: Trend;
  @ApiProperty({ description: 'Whether the trend is growing' }) growing!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The week it grew from' })
  grewFrom!: string | null;
  @ApiProperty({ description: 'Texts since the last whole week began' }) lately!: number;
  @ApiProperty({ description: 'How many days that are' }) latelyDays!: number;
  @ApiProperty({ description: 'Texts of up to eight weeks before' }) before!: number;
  @ApiProperty({ description: 'How many days that are' }) beforeDays!: number;
  @ApiProperty({ type: ClusterWeek, isArray: true }) weeks!: ClusterWeek[];
  @ApiProperty({ description: 'Texts that name a proposal' }) linked!: number;
  @ApiProperty({ type: ReasonShare, isArray: true, description: 'Of the linked: what their agents were answered' })
  reasonCodes!: ReasonShare[];
  @ApiProperty({ type: ComplaintDomainShare, isArray: true }) domains!: ComplaintDomainShare[];
  @ApiProperty({ type: PolicyShare, isArray: true, description: 'Of the linked: by which routing policy' })
  routingPolicies!: PolicyShare[];
  @ApiProperty({ format: 'date-time', description: 'When it was first found' }) createdAt!: string;
}

export class Clusters {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When complaints were grouped last' })
  groupedAt!: string | null;
  @ApiProperty({ description: 'Texts that were looked at' }) texts!: number;
  @ApiProperty({ description: 'Of these, in a cluster' }) grouped!: number;
  @ApiProperty({ type: ClusterItem, isArray: true, description: 'Growing ones first, then the largest' })
  data!: ClusterItem[];
}

export class QuoteItem {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: 'With personal data that has a form masked' }) text!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ticketId!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its name as a support text; null for an event of a proposal',
  })
  textId!: string | null;
}

export class ReleaseItem {
  @ApiProperty({ description: 'routing_policy, sign_off_policy, prompt, or tool:<name>', example: 'routing_policy' })
  kind!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ format: 'date-time', description: 'When it came into force' }) at!: string;
}

export class ClusterDetail extends ClusterItem {
  @ApiProperty({ type: QuoteItem, isArray: true, description: 'The most typical first' }) quotes!: QuoteItem[];
  @ApiProperty({
    type: ReleaseItem,
    isArray: true,
    description: 'What came into force in the week it grew from, or in the week before',
  })
  releases!: ReleaseItem[];
}
