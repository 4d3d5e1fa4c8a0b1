import { ApiProperty } from '@nestjs/swagger';
import { PastTicket } from './ticket.dto.js';

export class PastDecision {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty({ enum: ['approve', 'reject'] }) verdict!: string;
  @ApiProperty({ type: String, nullable: true, description: 'A code of /v1/reject-reasons' }) reason!: string | null;
}

export class SimilarCase extends PastTicket {
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolvedAt!: string | null;
  @ApiProperty({ type: String, isArray: true }) flags!: string[];
  @ApiProperty({ type: PastDecision, isArray: true }) decisions!: PastDecision[];
}

export class SimilarCaseList {
  @ApiProperty({ type: SimilarCase, isArray: true, description: 'Six at most, the most alike first' })
  data!: SimilarCase[];
  @ApiProperty({ description: 'How many that were like it were approved; of 200 compared at most' }) approved!: number;
  @ApiProperty() rejected!: number;
}
