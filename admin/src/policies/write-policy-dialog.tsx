import { useNotify } from 'ra-core';
import { type ComponentType, useRef, useState } from 'react';
import type { PolicyVersion } from '../api-types';
import type { PolicyList } from '../platform/api';
import { Problem } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { useCheck } from '../platform/use-check';
import { FormDialog } from '../ui/form-dialog';
import { Section } from '../ui/section';
import type { EditorProps, PolicyDocument } from './editor';
import { Findings } from './findings';
import { words } from './words';

interface WritePolicyDialogProps {
  resource: PolicyList;
  title: string;
  /** The version in force, which the next one begins as. */
  from: PolicyVersion;
  inWords: ComponentType<{ document: unknown }>;
  editor: ComponentType<EditorProps>;
  onClose: () => void;
}

/** Writes the next version: the document, what it says in words, and what is found in it, while one types. */
export function WritePolicyDialog({
  resource,
  title,
  from,
  inWords: InWords,
  editor: Editor,
  onClose,
}: WritePolicyDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const [document, setDocument] = useState<PolicyDocument | null>(from.document as PolicyDocument);
  const [accepted, setAccepted] = useState<string[]>([]);
  const check = useCheck(resource, document, (asked, input, signal) => asked.checkPolicy(resource, input, signal));
  const findings = check.data ?? [];
  const unread = findings.filter((one) => !one.standing && one.severity === 'warning' && !accepted.includes(one.id));
  const refused = findings.some(({ severity }) => severity === 'error');
  // What was last known to have the form of a policy: half a rule has no words.
  const readable = useRef<unknown>(from.document);
  if (document && check.isCurrent && check.data && !findings.some(({ kind }) => kind === 'invalid')) {
    readable.current = document;
  }
  const { mutate, isPending, error } = useChange(
    resource,
    () => {
      if (!document) throw new Problem(400, 'bad_document', words.mendFirst);
      return api.addPolicy(resource, { document, basedOn: from.version, accepted });
    },
    ({ version }) => {
      notify(version === from.version ? words.unchanged : words.added(version), { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.writeTitle(title, from.version + 1)}
      save={words.putInForce}
      cancel={words.cancel}
      busy={isPending}
      blocked={!document || !check.isCurrent || refused || unread.length > 0}
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
      wide
    >
      <Editor from={from.document as PolicyDocument} onWrite={setDocument} findings={document ? findings : []} />
      <Findings
        findings={document ? findings : []}
        looking={!!document && !check.isCurrent}
        accepted={accepted}
        onAccept={(id, on) => setAccepted(on ? [...accepted, id] : accepted.filter((one) => one !== id))}
      />
      <Section title={words.inWords}>
        <InWords document={readable.current} />
      </Section>
    </FormDialog>
  );
}
