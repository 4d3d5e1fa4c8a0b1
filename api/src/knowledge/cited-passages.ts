import { Injectable } from '@nestjs/common';
import { CitationStore } from './persistence/citation.store.js';
import { type Citation, readCitation } from './rules/citation.js';

/** A passage of ours that something names, as far as routing looks at it. */
export interface CitedPassage {
  cited: string;
  /** A day like `2026-10-01`. */
  reviewBy: string | null;
  superseded: boolean;
  /** What it says; null unless that was asked for. */
  text: string | null;
}

/** More names than this are not looked up: they count as naming nothing. */
const MOST = 300;

/** Looks names up that an agent gives, on the way of every proposal. Most name nothing of ours, which costs nothing. */
@Injectable()
export class CitedPassages {
  constructor(private readonly store: CitationStore) {}

  /**
   * Those of `names` that name a passage.
   * @param quoted those of them whose text is wanted, too
   * @param madeAt when names without a version were made, which mean the one that was in force then; without it they mean the one
   *   that is in force now
   */
  async look(
    names: readonly string[],
    quoted: ReadonlySet<string>,
    madeAt?: ReadonlyMap<string, Date>,
  ): Promise<CitedPassage[]> {
    const read = [...new Set(names)].slice(0, MOST).flatMap((cited) => {
      const citation = readCitation(cited);
      return citation ? [{ cited, citation, quoted: quoted.has(cited), at: madeAt?.get(cited) ?? null }] : [];
    });
    return read.length === 0 ? [] : this.store.look(read);
  }
}

export type ReadName = { cited: string; citation: Citation; quoted: boolean; at: Date | null };
