import { ApiProperty } from '@nestjs/swagger';
import { Bool, ChoiceList, Text } from '../../platform/http/fields.js';
import { ROLES } from '../rules/roles.js';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

export class CreatePerson {
  @Text({ min: 3, max: 254, pattern: EMAIL, patternSays: 'is an e-mail address' })
  email!: string;

  @Text({ min: 1, max: 200 })
  name!: string;

  @Text({ min: 12, max: 256, description: 'At least 12 characters' })
  password!: string;

  @ChoiceList({ of: ROLES })
  roles!: string[];
}

export class ChangePerson {
  @Text({ min: 1, max: 200, optional: true })
  name?: string;

  @ChoiceList({ of: ROLES, optional: true })
  roles?: string[];

  @Bool({ optional: true })
  active?: boolean;

  @Text({ min: 12, max: 256, optional: true })
  password?: string;
}

export class PersonItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() email!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles!: string[];
  @ApiProperty() active!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
}
