import type { PolicyFinding } from '../api-types';

export type PolicyDocument = Record<string, unknown>;

/** What the next version is written in. */
export interface EditorProps {
  /** The document in force, which it begins as. */
  from: PolicyDocument;
  /** What stands there now; null where it is no document. */
  onWrite: (document: PolicyDocument | null) => void;
  findings: PolicyFinding[];
}
