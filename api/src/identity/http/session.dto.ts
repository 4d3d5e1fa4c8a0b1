import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';
import { ROLES } from '../rules/roles.js';

export class SignIn {
  @Text({ min: 3, max: 254, description: 'E-mail of the person' })
  email!: string;

  @Text({ min: 1, max: 256 })
  password!: string;
}

export class PersonAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() email!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles!: string[];
}

export class SessionAnswer {
  @ApiProperty({ type: PersonAnswer }) person!: PersonAnswer;
  @ApiProperty({ description: 'Send it as X-CSRF-Token with every unsafe request' }) csrfToken!: string;
}
