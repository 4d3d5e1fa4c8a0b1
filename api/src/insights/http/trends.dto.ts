import { ApiProperty } from '@nestjs/swagger';
import { KPI_NAMES } from '../rules/kpi.js';
import { MOMENT_KINDS } from '../rules/moments.js';
import { InsightStretch, KpiItem, ofShare } from './insights.dto.js';

/** A figure without its name. */
export class KpiPoint {
  @ApiProperty() numerator!: number;
  @ApiProperty() denominator!: number;
  @ApiProperty(ofShare('numerator / denominator; null where there is nothing to share')) value!: number | null;
  @ApiProperty(ofShare('Where the 95 % interval of Wilson begins')) low!: number | null;
  @ApiProperty(ofShare('Where it ends')) high!: number | null;
}

export class KpiTrend extends KpiItem {
  @ApiProperty({ type: [KpiPoint], description: 'One for each of `starts`; they add up to the whole' })
  points!: KpiPoint[];
}

export class TrendInsight extends InsightStretch {
  @ApiProperty({ type: [String], description: 'Where each hour, day or week begins; the last ends at `to`' })
  starts!: string[];
  @ApiProperty({ type: [KpiTrend] }) data!: KpiTrend[];
}

/** Something changed. */
export class MomentItem {
  @ApiProperty({ format: 'date-time', description: 'When the first of its versions came into force' }) at!: string;
  @ApiProperty({ enum: MOMENT_KINDS }) kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of the tool, or of the document, the last of them' })
  name!: string | null;
  @ApiProperty({ description: 'Of the last of them' }) version!: number;
  @ApiProperty({ description: 'Versions of the kind in the same quarter of an hour' }) n!: number;
}

export class MomentsInsight extends InsightStretch {
  @ApiProperty({ description: 'There were more than 200; these are the newest' }) partial!: boolean;
  @ApiProperty({ type: [MomentItem] }) data!: MomentItem[];
}

export class ComparedSide {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ format: 'date-time', description: 'What was known of its answers by then counts' }) knownBy!: string;
}

export class KpiDifference {
  @ApiProperty({ enum: KPI_NAMES }) name!: string;
  @ApiProperty({ type: String, nullable: true }) reasonCode!: string | null;
  @ApiProperty({ type: KpiPoint }) before!: KpiPoint;
  @ApiProperty({ type: KpiPoint }) after!: KpiPoint;
  @ApiProperty(ofShare('After less before; null where one side counts nothing')) difference!: number | null;
  @ApiProperty(ofShare('Where the 95 % interval of Newcombe (method 10) begins')) low!: number | null;
  @ApiProperty(ofShare('Where it ends')) high!: number | null;
  @ApiProperty({ description: 'Zero is outside the interval' }) distinguishable!: boolean;
  @ApiProperty({ description: 'One side counts fewer than 30' }) fewCases!: boolean;
}

/** Before and after: no experiment, because much else may have changed as well. */
export class ComparisonInsight {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() days!: number;
  @ApiProperty({ enum: MOMENT_KINDS, type: String, nullable: true }) kind!: string | null;
  @ApiProperty({ type: String, nullable: true }) domain!: string | null;
  @ApiProperty({ type: ComparedSide }) before!: ComparedSide;
  @ApiProperty({ type: ComparedSide }) after!: ComparedSide;
  @ApiProperty({ enum: ['now', 'change'], type: String, nullable: true, description: 'What cut the sides short' })
  cutBy!: string | null;
  @ApiProperty({ type: [MomentItem], description: 'What else changed within the two sides' }) others!: MomentItem[];
  @ApiProperty({ type: [KpiDifference] }) data!: KpiDifference[];
  @ApiProperty({ format: 'date-time' }) serverNow!: string;
}
