import { useNotify } from 'ra-core';
import type { Agent, AgentKey } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { words } from './words';

interface RevokeKeyDialogProps {
  agent: Agent;
  agentKey: AgentKey;
  onClose: () => void;
}

export function RevokeKeyDialog({ agent, agentKey, onClose }: RevokeKeyDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const { mutate, isPending, error } = useChange(
    'agents',
    () => api.revokeKey(agent.id, agentKey.id),
    () => {
      notify(words.revoked, { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.revokeTitle(agentKey.prefix)}
      save={words.revokeConfirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
    >
      <p>{words.revokeSays}</p>
    </FormDialog>
  );
}
