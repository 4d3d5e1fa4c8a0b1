import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';
import { DOCUMENT_ID } from '../rules/citation.js';
import { MOST } from '../rules/document-faults.js';

export class PutDocument {
  @Text({ min: 1, max: 120, pattern: DOCUMENT_ID, patternSays: 'is letters, digits and ._()+-', example: 'refunds' })
  id!: string;

  @Text({ min: 1, max: MOST.title })
  title!: string;

  @Text({ min: 1, max: MOST.content, description: 'Plain text or Markdown; its headings begin passages' })
  content!: string;

  @Text({ optional: true, nullable: true, max: MOST.uri })
  uri?: string | null;

  @Text({ optional: true, nullable: true, max: MOST.owner, description: 'Who sees that it stays true' })
  owner?: string | null;

  @Text({
    optional: true,
    nullable: true,
    max: 10,
    description: 'The last day on which it may go unreviewed',
    example: '2027-01-31',
  })
  reviewBy?: string | null;
}

export class PutAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ type: 'integer', description: 'The version in force' }) version!: number;
  @ApiProperty({ enum: ['added', 'new_version', 'described', 'unchanged'] }) came!: string;
}

export class DocumentItem {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) uri!: string | null;
  @ApiProperty({ type: String, nullable: true }) owner!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewBy!: string | null;
  @ApiProperty({ description: 'The day of reviewBy is over' }) stale!: boolean;
  @ApiProperty({ type: 'integer', description: 'The version in force' }) version!: number;
  @ApiProperty({ type: String, format: 'date-time', description: 'When that version was made' }) updatedAt!: Date;
}

export class DocumentVersionItem {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'SHA-256 of the content, in hex' }) sha256!: string;
  @ApiProperty({ type: 'integer' }) passages!: number;
  @ApiProperty({ description: '`person:<id>` or `system`' }) createdBy!: string;
  @ApiProperty({ type: String, nullable: true }) createdByName!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
}

export class PassageOfDocument {
  @ApiProperty({ description: 'The citation that means it for ever', example: 'kb:refunds@2#3' }) id!: string;
  @ApiProperty({ type: 'integer' }) number!: number;
  @ApiProperty({ type: String, nullable: true }) heading!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its heading as a citation names it' }) anchor!:
    | string
    | null;
  @ApiProperty() text!: string;
}

export class DocumentAnswer extends DocumentItem {
  @ApiProperty({ type: DocumentVersionItem, isArray: true, description: 'Newest first, 200 at most' })
  versions!: DocumentVersionItem[];
  @ApiProperty({ type: 'integer', description: 'The version whose passages these are' }) shown!: number;
  @ApiProperty({ type: PassageOfDocument, isArray: true }) passages!: PassageOfDocument[];
}

export class PassageItem {
  @ApiProperty({ description: 'The citation that means it for ever', example: 'kb:refunds@2#3' }) id!: string;
  @ApiProperty() documentId!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'integer' }) versionInForce!: number;
  @ApiProperty({ type: 'integer' }) number!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) heading!: string | null;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, nullable: true }) uri!: string | null;
  @ApiProperty({ type: String, nullable: true }) owner!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'When its version was made' }) updatedAt!: Date;
  @ApiProperty({ type: 'integer', description: 'Whole days since then' }) ageDays!: number;
  @ApiProperty({ description: 'The document’s review date is over' }) stale!: boolean;
  @ApiProperty({ description: 'There is a newer version' }) superseded!: boolean;
}

export class FoundPassage extends PassageItem {
  @ApiProperty({ type: Number, nullable: true, description: 'Compares within one answer to `q` only' }) score!:
    | number
    | null;
  @ApiProperty({ type: String, nullable: true, description: 'Which of `citation` it is' }) cited!: string | null;
}
