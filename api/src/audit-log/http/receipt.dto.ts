import { ApiProperty } from '@nestjs/swagger';

/** Keep it: `GET /v1/audit-entries/{entryId}/proof` shows later that the log still holds exactly this entry. */
export class ReceiptItem {
  @ApiProperty({ description: 'The audit entry of this decision' }) entryId!: string;
  @ApiProperty({ description: '64 hex characters: SHA-256 of the entry’s canonical text' }) entryHash!: string;
}
