import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/http/fields.js';

const hash = { pattern: '^[0-9a-f]{64}$' } as const;
const hashes = { type: String, isArray: true } as const;

export class PendingProof {
  @ApiProperty({ enum: ['pending'] }) status!: 'pending';
  @ApiProperty() entryId!: string;
}

export class EntryProof {
  @ApiProperty({ enum: ['sealed'] }) status!: 'sealed';
  @ApiProperty() entryId!: string;
  @ApiProperty({ ...hash, description: 'SHA-256 of canonical; what a receipt holds' }) entryHash!: string;
  @ApiProperty({ description: 'The bytes of the entry, as UTF-8 text' }) canonical!: string;
  @ApiProperty({ description: 'Its place in the log, from 0' }) seq!: number;
  @ApiProperty({ ...hash, description: 'SHA-256 of 0x00 and the bytes' }) leafHash!: string;
  @ApiProperty({ description: 'The size of the checkpoint’s tree' }) treeSize!: number;
  @ApiProperty({ ...hashes, description: 'RFC 9162 §2.1.3: hex, nearest the leaf first' }) inclusion!: string[];
  @ApiProperty({ description: 'The signed note' }) checkpoint!: string;
}

export class CosignatureItem {
  @ApiProperty({ description: 'The name of its key' }) witness!: string;
  @ApiProperty({ pattern: '^[0-9a-f]{8}$' }) keyHash!: string;
  @ApiProperty({ format: 'date-time', description: 'By the clock of the witness' }) at!: string;
}

export class CheckpointItem {
  @ApiProperty() n!: number;
  @ApiProperty() treeSize!: number;
  @ApiProperty({ ...hash, description: 'In the note it is base64' }) root!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: 'The signed note with what witnesses cosigned: what to keep' }) note!: string;
  @ApiProperty({ type: CosignatureItem, isArray: true, description: 'Those in the note' })
  cosignatures!: CosignatureItem[];
}

export class CosignedNote {
  @Text({ min: 1, max: 8192, description: 'The checkpoint’s note with one or more cosignatures under it' })
  note!: string;
}

export class AddWitness {
  @Text({
    min: 1,
    max: 200,
    description: 'name+hash+base64, as C2SP signed-note writes it, of a key that cosigns (0x04)',
    example: 'witness.example+9aa05e24+BFqYGw40gSkwfk8nhc4sBkzRQmdFBZn+NGKIiBb6t0EC',
  })
  verifierKey!: string;
}

export class WitnessItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() verifierKey!: string;
  @ApiProperty({ format: 'uuid' }) addedBy!: string;
  @ApiProperty() addedByName!: string;
  @ApiProperty({ format: 'date-time' }) addedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it is in force' })
  endedAt!: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) endedBy!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The largest tree that it cosigned' })
  sawSize!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sawAt!: Date | null;
}

export class ConsistencyProof {
  @ApiProperty() from!: number;
  @ApiProperty() to!: number;
  @ApiProperty({ ...hashes, description: 'RFC 9162 §2.1.4: hex' }) proof!: string[];
}

export class PublicKeyItem {
  @ApiProperty({ pattern: '^[0-9a-f]{8}$', description: 'What its signatures begin with' }) keyHash!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['signs', 'retired'] }) status!: string;
  @ApiProperty({ description: 'Base64 of its 32 bytes' }) publicKey!: string;
  @ApiProperty({ description: 'As C2SP signed-note writes it' }) verifierKey!: string;
  @ApiProperty({ description: 'SPKI in PEM' }) pem!: string;
}

export class PublicKeyList {
  @ApiProperty({ type: PublicKeyItem, isArray: true }) data!: PublicKeyItem[];
}
