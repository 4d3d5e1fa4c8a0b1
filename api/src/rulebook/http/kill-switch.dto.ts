import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';

export class StopReason {
  @Text({ min: 1, max: 1000, pattern: /\S/, patternSays: 'says why, in words', example: 'Refunds are paid out twice' })
  reason!: string;
}

export class StopItem {
  @ApiProperty({ format: 'uuid', description: 'The person who stopped it' }) by!: string;
  @ApiProperty() byName!: string;
  @ApiProperty({ format: 'date-time' }) at!: Date;
  @ApiProperty({ type: String, nullable: true, description: 'Null once erased' }) reason!: string | null;
}

export class StopState {
  @ApiProperty({ type: StopItem, nullable: true, description: 'Null while nobody has stopped it' })
  stopped!: StopItem | null;
}
