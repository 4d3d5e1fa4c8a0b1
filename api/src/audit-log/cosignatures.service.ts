import { Injectable } from '@nestjs/common';
import { refuse } from '../platform/http/paging.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { type CheckpointRow, TreeStore } from './persistence/tree.store.js';
import { type ActiveWitness, WitnessStore } from './persistence/witness.store.js';
import { ProofsService } from './proofs.service.js';
import type { Checkpoint } from './rules/checkpoint.js';
import { type Cosignature, isCosigned, isTimely, readCosigned, withCosignatures } from './rules/cosignature.js';

/** A checkpoint with the cosignatures that witnesses gave it, in its note and apart. */
export interface CosignedCheckpoint {
  checkpoint: Checkpoint;
  note: string;
  cosignatures: Cosignature[];
}

/** Takes cosignatures and publishes them. A signature is all the authority it takes: who brings it does not matter. */
@Injectable()
export class CosignaturesService {
  constructor(
    private readonly tree: TreeStore,
    private readonly witnesses: WitnessStore,
    private readonly proofs: ProofsService,
  ) {}

  /**
   * Keeps what witnesses cosigned of the checkpoint over `size` entries; given again, the first of each witness stands.
   * @param note that very checkpoint, with cosignatures under it
   * @returns the checkpoint as it is published from now on
   * @throws Problem 400 for what is no signed note, 403 `witness_unknown`, 404, 409 `other_checkpoint`, 422 `cosignature_invalid`
   */
  async take(size: number, note: string): Promise<CosignedCheckpoint> {
    const stored = await this.tree.checkpointOf(size);
    if (!stored) throw notFound('checkpoint');
    const given = readCosigned(note);
    if (!given) throw refuse('note', 'is not a signed note: the checkpoint, an empty line and signature lines');
    const known = matched(given.cosignatures, await this.witnesses.active(given.cosignatures));
    if (known.length === 0) {
      throw new Problem(403, 'witness_unknown', 'No witness that is registered, and not ended, cosigned this note.');
    }
    const { body, at, n } = this.proofs.read(stored.note);
    if (body !== given.body) {
      throw new Problem(
        409,
        'other_checkpoint',
        `The log’s checkpoint over ${size} entries is another one. If this note bears the log’s signature, keep it: it proves a fork.`,
      );
    }
    const bad = known.find((one) => !isCosigned(body, one, one.publicKey) || !isTimely(one, new Date(at), stored.now));
    if (bad) {
      throw new Problem(
        422,
        'cosignature_invalid',
        `The cosignature of ${bad.name} is not one of this checkpoint, or its time is before the checkpoint’s or still to come.`,
      );
    }
    await this.witnesses.add(n, known);
    const [cosigned] = await this.published([{ n, note: stored.note }]);
    return cosigned!;
  }

  /** Checkpoints as they are published: each note with its cosignatures under it. */
  async published(rows: readonly CheckpointRow[]): Promise<CosignedCheckpoint[]> {
    const given = await this.witnesses.cosignatures(rows.map(({ n }) => n));
    return rows.map(({ n, note }) => {
      const cosignatures = given.get(n) ?? [];
      return { checkpoint: this.proofs.read(note), note: withCosignatures(note, cosignatures), cosignatures };
    });
  }
}

/** The cosignatures of witnesses that are known, with their keys. */
function matched(
  cosignatures: readonly Cosignature[],
  witnesses: readonly ActiveWitness[],
): (Cosignature & { witnessId: string; publicKey: Buffer })[] {
  return cosignatures.flatMap((cosignature) => {
    const witness = witnesses.find(
      ({ name, keyHash }) => name === cosignature.name && keyHash.equals(cosignature.keyHash),
    );
    return witness ? [{ ...cosignature, witnessId: witness.id, publicKey: witness.publicKey }] : [];
  });
}
