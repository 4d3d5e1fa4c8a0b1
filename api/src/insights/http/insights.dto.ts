import { ApiProperty } from '@nestjs/swagger';
import { REASON_CODES } from '../../intake/rules/contract-rows.js';
import { anyJson } from '../../platform/http/any-json.js';
import { QUEUES } from '../../review-queues/rules/hand-over.js';
import { type ReasonCode, STAGES } from '../rules/funnel.js';
import { KPI_NAMES, type Kpi } from '../rules/kpi.js';
import { GRAINS } from '../rules/stretch.js';

const seconds = { type: Number, nullable: true, description: 'Seconds, within 1 %; null where nothing was decided' };

/** What an answer is about. `from` and `to` are as they were counted: whole hours or days of the zone, whole quarters of an hour. */
export class InsightStretch {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ enum: GRAINS }) by!: string;
  @ApiProperty({ example: 'Europe/Berlin' }) zone!: string;
  @ApiProperty({ type: String, nullable: true }) domain!: string | null;
  @ApiProperty({ format: 'date-time' }) serverNow!: string;
}

export class InsightForecast {
  @ApiProperty({ enum: ['empty', 'too_few_decisions', 'not_at_this_rate', 'clears'] }) says!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) at!: string | null;
}

export class OldestTicket {
  @ApiProperty() id!: string;
  @ApiProperty() number!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class DeskInsight extends InsightStretch {
  @ApiProperty({ description: 'Counted no further than 10,001' }) waiting!: number;
  @ApiProperty({ description: 'Of those, past their due time' }) overdue!: number;
  @ApiProperty({ description: 'Of those, with the leads' }) escalated!: number;
  @ApiProperty({ type: OldestTicket, nullable: true }) oldest!: OldestTicket | null;
  @ApiProperty({ description: 'Who signed in the last 15 minutes or holds a claim now' }) peopleActive!: number;
  @ApiProperty({ description: 'How long the stretch has lasted' }) hours!: number;
  @ApiProperty({ description: 'Came to people' }) arrived!: number;
  @ApiProperty() decided!: number;
  @ApiProperty({ description: 'Of those decided, after their target' }) late!: number;
  @ApiProperty(seconds) p50Seconds!: number | null;
  @ApiProperty(seconds) p95Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The target that most of those decided had' })
  usualTargetSeconds!: number | null;
  @ApiProperty({ type: InsightForecast }) forecast!: InsightForecast;
}

export class FlowBucket {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty() arrived!: number;
  @ApiProperty() decided!: number;
  @ApiProperty() approved!: number;
  @ApiProperty() rejected!: number;
  @ApiProperty() late!: number;
  @ApiProperty(seconds) p50Seconds!: number | null;
  @ApiProperty(seconds) p95Seconds!: number | null;
}

export class FlowInsight extends InsightStretch {
  @ApiProperty({ type: [FlowBucket] }) data!: FlowBucket[];
}

export class QueueFigures {
  @ApiProperty({ enum: QUEUES }) queue!: string;
  @ApiProperty({ description: 'Counted no further than 10,001' }) waiting!: number;
  @ApiProperty({ description: 'Of those, past their due time' }) overdue!: number;
  @ApiProperty({ type: OldestTicket, nullable: true }) oldest!: OldestTicket | null;
  @ApiProperty({ description: 'Decided in this queue' }) decided!: number;
  @ApiProperty({ description: 'Of those decided, after their due time' }) late!: number;
  @ApiProperty({ ...seconds, description: 'From coming to this queue to the decision' }) p50Seconds!: number | null;
  @ApiProperty({ ...seconds, description: 'From coming to this queue to the decision' }) p95Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The target that most of those decided had in this queue' })
  usualTargetSeconds!: number | null;
}

export class QueuesInsight extends InsightStretch {
  @ApiProperty({ type: [QueueFigures] }) data!: QueueFigures[];
}

export class DomainShare {
  @ApiProperty() domain!: string;
  @ApiProperty() taken!: number;
  @ApiProperty() automatic!: number;
  @ApiProperty() people!: number;
  @ApiProperty() blocked!: number;
}

export class AutomationInsight extends InsightStretch {
  @ApiProperty({ type: [DomainShare] }) data!: DomainShare[];
}

export class ReasonCount {
  @ApiProperty({ enum: ['review_required_if', 'auto_allow_if', 'finding', 'sign_off'] }) rule!: string;
  @ApiProperty({ example: 'confidence_below' }) condition!: string;
  @ApiProperty({ ...anyJson, description: 'Any JSON: what the policy asks for' })
  expected!: unknown;
  @ApiProperty() n!: number;
}

export class ReasonsInsight extends InsightStretch {
  @ApiProperty({ description: 'Tickets that went to people; one may have several reasons' }) people!: number;
  @ApiProperty({ type: [ReasonCount] }) data!: ReasonCount[];
}

export class FunnelStep {
  @ApiProperty({ enum: REASON_CODES }) reasonCode!: ReasonCode;
  @ApiProperty() came!: number;
  @ApiProperty() decided!: number;
  @ApiProperty() approved!: number;
  @ApiProperty() done!: number;
  @ApiProperty({
    description: 'The same tickets by where they stand now',
    type: 'object',
    properties: Object.fromEntries(STAGES.map((stage) => [stage, { type: 'number' }])),
    required: [...STAGES],
    additionalProperties: false,
  })
  stages!: Record<(typeof STAGES)[number], number>;
}

export class FunnelInsight extends InsightStretch {
  @ApiProperty({ description: 'There were more than 20,000; these are the newest' }) partial!: boolean;
  @ApiProperty({ type: [FunnelStep] }) data!: FunnelStep[];
}

export const ofShare = (description: string) => ({ type: Number, nullable: true, description });

export class KpiItem implements Kpi {
  @ApiProperty({ enum: KPI_NAMES, description: 'Defined in docs/insights.md' }) name!: Kpi['name'];
  @ApiProperty({
    enum: [...REASON_CODES, 'none'],
    type: String,
    nullable: true,
    description: 'Only of answers that said this when they were first shown; null for all',
  })
  reasonCode!: Kpi['reasonCode'];
  @ApiProperty() numerator!: number;
  @ApiProperty() denominator!: number;
  @ApiProperty(ofShare('numerator / denominator; null where there is nothing to share')) value!: number | null;
  @ApiProperty(ofShare('Where the 95 % interval of Wilson begins')) low!: number | null;
  @ApiProperty(ofShare('Where it ends')) high!: number | null;
}

export class KpiInsight extends InsightStretch {
  @ApiProperty({ type: [KpiItem] }) data!: KpiItem[];
}
