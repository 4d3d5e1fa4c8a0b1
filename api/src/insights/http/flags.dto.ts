import { ApiProperty } from '@nestjs/swagger';
import { MITIGATIONS, type Mitigation } from '../../routing/rules/mitigations.js';
import { FAILURE_MEASURES, type FailureMeasure } from '../rules/failure-pattern.js';

export class FlagCount {
  @ApiProperty() wrong!: number;
  @ApiProperty({ description: 'Of so many answers' }) of!: number;
}

export class FlagFiled {
  @ApiProperty() id!: string;
  @ApiProperty() number!: number;
}

export class FlagMitigation {
  @ApiProperty({ enum: MITIGATIONS }) mitigation!: Mitigation;
  @ApiProperty({
    type: String,
    enum: ['in_force', 'stricter_in_force', 'built_in', 'no_domain'],
    nullable: true,
    description: 'Why it is not offered; null where it is',
  })
  notOffered!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The routing policy to file as a change; null where it is not offered',
  })
  document!: unknown;
  @ApiProperty({ type: FlagFiled, nullable: true, description: 'The open change that would do the same' })
  filed!: FlagFiled | null;
}

export class FlagItem {
  @ApiProperty({ enum: FAILURE_MEASURES, description: 'The figure that has risen; defined in docs/insights.md' })
  measure!: FailureMeasure;
  @ApiProperty({ type: String, nullable: true, description: 'Null for all domains together' }) domain!: string | null;
  @ApiProperty({ type: FlagCount }) before!: FlagCount;
  @ApiProperty({ type: FlagCount }) now!: FlagCount;
  @ApiProperty({ description: 'The chance of such a rise where nothing has changed: Fisher’s exact test, one-sided' })
  p!: number;
  @ApiProperty({ type: [FlagMitigation] }) mitigations!: FlagMitigation[];
}

export class GrowingItem {
  @ApiProperty({ format: 'uuid' }) clusterId!: string;
  @ApiProperty({ type: [String], description: 'Words that stand for it' }) label!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Of most of its texts; null where there is none' })
  domain!: string | null;
  @ApiProperty({ description: 'Texts since the last whole week began' }) lately!: number;
  @ApiProperty() latelyDays!: number;
  @ApiProperty({ description: 'Texts of up to eight weeks before' }) before!: number;
  @ApiProperty() beforeDays!: number;
  @ApiProperty({ type: [FlagMitigation], description: 'None where it is of no domain' })
  mitigations!: FlagMitigation[];
}

export class FlagsInsight {
  @ApiProperty({ format: 'date-time', description: 'Where the window before begins' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'Where it ends and the newest begins' }) since!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ description: 'Figures with answers enough to be tested' }) looked!: number;
  @ApiProperty({ description: 'Version of the routing policy in force' }) inForce!: number;
  @ApiProperty({ type: [FlagItem], description: 'The surest first' }) flags!: FlagItem[];
  @ApiProperty({ type: [GrowingItem], description: 'Clusters of complaints that grow' }) growing!: GrowingItem[];
}
