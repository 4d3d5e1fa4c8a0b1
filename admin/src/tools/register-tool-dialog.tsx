import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { Tool } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { SecretDialog } from '../ui/secret-dialog';
import { readTool, writtenOf } from './read-tool';
import { ToolFields } from './tool-fields';
import { words } from './words';

interface RegisterToolDialogProps {
  /** The tool whose next version it is; null registers a new one. */
  tool: Tool | null;
  /** What there is, so that a name that is taken is no surprise. */
  tools: Tool[];
  onClose: () => void;
}

/** Registers a tool, or the next version of one, which begins with what the last one says. */
export function RegisterToolDialog({ tool, tools, onClose }: RegisterToolDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const [from, setFrom] = useState(tool);
  const [written, setWritten] = useState(() => writtenOf(tool));
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'tools',
    async (form: FormData) => api.registerTool(readTool(form, written)),
    ({ name, version, signingSecret }) => {
      notify(words.saved(name, version), { type: 'success' });
      if (signingSecret) setSecret(signingSecret);
      else onClose();
    },
  );
  const beginWith = (last: Tool) => {
    setFrom(last);
    setWritten(writtenOf(last));
  };
  if (secret)
    return <SecretDialog title={words.secretTitle} says={words.secretSays} secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={from ? words.nextTitle(from.name, from.version + 1) : words.add}
      save={words.save}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <ToolFields
        key={from?.name}
        from={from}
        tools={tools}
        written={written}
        onWrite={(change) => setWritten({ ...written, ...change })}
        onBeginWith={beginWith}
      />
    </FormDialog>
  );
}
