import { ApiProperty } from '@nestjs/swagger';

export class GrantItem {
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) redeemedAt!: string | null;
}

export class ExecutionItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['ready', 'claimed', 'intent', 'granted', 'succeeded', 'failed', 'unknown', 'revoked'] })
  state!: string;
  @ApiProperty({ description: 'Calls that were sent' }) attempts!: number;
  @ApiProperty({ nullable: true, description: 'What the tool answered', type: 'object', additionalProperties: true })
  result!: unknown;
  @ApiProperty({ type: String, nullable: true }) error!: string | null;
  @ApiProperty({ format: 'date-time' }) readyAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) intentAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;
  @ApiProperty({ description: 'Approved, and waits for its tool to be running again' }) parked!: boolean;
  @ApiProperty({ enum: ['countersign', 'agent'], description: 'Who makes the call' }) runner!: string;
  @ApiProperty({ type: GrantItem, nullable: true, description: 'For runner agent, once it is granted' })
  grant!: GrantItem | null;
}
