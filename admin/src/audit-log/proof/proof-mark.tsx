import { useEffect } from 'react';
import type { AuditEntry } from '../../api-types';
import { Tag } from '../../ui/marks';
import { words } from '../words';
import { type ProofStatus, useProof } from './use-proof';

interface ProofMarkProps {
  entry: AuditEntry;
  /** Says why it fails in the line, too, where there is room. */
  full?: boolean;
  /** Told what was found, and again when that changes. */
  onStatus?: ((entryId: string, found: ProofStatus) => void) | undefined;
}

/** Whether this entry is in the signed log as it stands here, checked in this browser. */
export default function ProofMark({ entry, full, onStatus }: ProofMarkProps) {
  const proof = useProof(entry);
  const because = proof.status === 'fails' ? proof.because : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a proof is made anew at each render, and says the same
  useEffect(() => onStatus?.(entry.id, proof), [entry.id, proof.status, because]);
  switch (proof.status) {
    case 'proved':
      return (
        <span title={words.sealed(proof.seq, proof.treeSize)} style={{ display: 'inline-flex' }}>
          <Tag state="succeeded" icon="seal">
            {words.proof.proved}
          </Tag>
        </span>
      );
    case 'fails':
      return (
        <span title={words.proof.because[proof.because]} style={{ display: 'inline-flex', gap: 8, flexWrap: 'wrap' }}>
          <Tag state="rejected" icon="crossCircle">
            {words.proof.fails}
          </Tag>
          {full && <span className="small">{words.proof.because[proof.because]}</span>}
        </span>
      );
    default:
      return <Tag icon={proof.status === 'unchecked' ? 'eye' : 'clock'}>{words.proof[proof.status]}</Tag>;
  }
}
