import type { AuditEntry } from '../../api-types';
import { Tag } from '../../ui/marks';
import { words } from '../words';
import { useProof } from './use-proof';

/** Whether this entry is in the signed log as it stands here, checked in this browser. */
export default function ProofMark({ entry }: { entry: AuditEntry }) {
  const proof = useProof(entry);
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
        <span title={words.proof.because[proof.because]} style={{ display: 'inline-flex' }}>
          <Tag state="rejected" icon="crossCircle">
            {words.proof.fails}
          </Tag>
        </span>
      );
    default:
      return <Tag icon={proof.status === 'unchecked' ? 'eye' : 'clock'}>{words.proof[proof.status]}</Tag>;
  }
}
