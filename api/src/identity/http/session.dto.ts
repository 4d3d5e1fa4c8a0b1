import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';
import { ROLES } from '../rules/roles.js';

const CODE = { max: 64, description: 'Of the authenticator app, or a recovery code; for those who have one' } as const;

export class SignIn {
  @Text({ min: 3, max: 254, description: 'E-mail of the person' })
  email!: string;

  @Text({ min: 1, max: 256 })
  password!: string;

  @Text({ ...CODE, optional: true })
  code?: string;
}

/** Proves again who is asking. */
export class Proof {
  @Text({ min: 1, max: 256 })
  password!: string;

  @Text({ ...CODE, optional: true })
  code?: string;
}

export class ChangePassword {
  @Text({ min: 1, max: 256 })
  current!: string;

  @Text({ min: 1, max: 256, description: 'At least 12 characters, of any kind' })
  next!: string;
}

export class PasswordProof {
  @Text({ min: 1, max: 256 })
  password!: string;
}

export class TotpCode {
  @Text({ min: 1, max: 64 })
  code!: string;
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

export class SessionItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Whether it is the one that asks' }) current!: boolean;
  @ApiProperty({ description: '"Firefox on Windows"; empty when not known' }) device!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ format: 'date-time', description: 'The last request that was not a GET, to the minute' })
  seenAt!: Date;
  @ApiProperty({ format: 'date-time' }) expiresAt!: Date;
}

/** All of them, at most a hundred: there is one page. */
export class SessionList {
  @ApiProperty({ type: SessionItem, isArray: true }) data!: SessionItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

export class TotpAnswer {
  @ApiProperty({ enum: ['off', 'unconfirmed', 'on'] }) state!: string;
  @ApiProperty({ description: 'Whether this installation can keep secrets of apps' }) available!: boolean;
  @ApiProperty({ type: 'integer' }) recoveryCodesLeft!: number;
}

export class TotpEnrolment {
  @ApiProperty({ description: 'In base32, shown this once' }) secret!: string;
  @ApiProperty({ description: 'otpauth: URI for a QR code' }) uri!: string;
}

export class RecoveryCodes {
  @ApiProperty({ isArray: true, type: String, description: 'Each counts once; shown this once' })
  recoveryCodes!: string[];
}

export class TotpConfirmed extends RecoveryCodes {
  @ApiProperty({ description: 'The session goes on under a new token' }) csrfToken!: string;
}
