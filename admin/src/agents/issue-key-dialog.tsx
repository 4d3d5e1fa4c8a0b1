import { useState } from 'react';
import type { Agent } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { SecretDialog } from '../ui/secret-dialog';
import { visible } from '../words/visible';
import { scopeOf } from './scope';
import { ScopeFields } from './scope-fields';
import { words } from './words';

/** Issues a key, and shows it the one time it can be shown. */
export function IssueKeyDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const api = useApi();
  const [key, setKey] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'agents',
    (form: FormData) => api.issueKey(agent.id, scopeOf(form)),
    (issued) => setKey(issued.key),
  );
  if (key) return <SecretDialog title={words.issued} says={words.issuedHelp} secret={key} onClose={onClose} />;
  return (
    <FormDialog
      title={words.issueTitle(visible(agent.name))}
      save={words.issue}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <ScopeFields />
    </FormDialog>
  );
}
