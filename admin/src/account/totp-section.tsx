import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import { useApi } from '../platform/use-api';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Tag } from '../ui/marks';
import { SecretDialog } from '../ui/secret-dialog';
import { Section } from '../ui/section';
import { EnrolDialog } from './enrol-dialog';
import { ProofDialog } from './proof-dialog';
import { Row } from './row';
import { words } from './words';

const say = words.totp;
const FEW = 3;

/** The second factor: on or off, and what each takes. */
export function TotpSection() {
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['totp'], queryFn: () => api.totp() });
  const [open, setOpen] = useState<'enrol' | 'remove' | 'renew' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => setOpen(null);
  const changed = (recoveryCodes?: string[]) => {
    close();
    if (recoveryCodes) setCodes(recoveryCodes);
    for (const queryKey of [['totp'], ['sessions']]) void queryClient.invalidateQueries({ queryKey });
  };
  if (error) return <ErrorBlank error={error} retry={() => refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  const on = data.state === 'on';
  return (
    <Section
      title={say.title}
      mark={
        <Tag state={on ? 'succeeded' : 'expired'} icon={on ? 'check' : 'barred'}>
          {on ? say.on : say.off}
        </Tag>
      }
    >
      <Row>
        <p className="quiet">
          {on ? say.onSays(data.recoveryCodesLeft) : data.available ? say.offSays : say.unavailable}
          {on && data.recoveryCodesLeft <= FEW && ` ${say.fewSays}`}
        </p>
        {on ? (
          <>
            <Button onClick={() => setOpen('renew')}>{say.renew}</Button>
            <Button color="error" onClick={() => setOpen('remove')}>
              {say.remove}
            </Button>
          </>
        ) : (
          <Button onClick={() => setOpen('enrol')} disabled={!data.available}>
            {say.enrol}
          </Button>
        )}
      </Row>
      {open === 'enrol' && <EnrolDialog onClose={close} onDone={changed} />}
      {open === 'renew' && (
        <ProofDialog
          title={say.renewTitle}
          says={say.renewSays}
          save={say.renewSave}
          prove={api.renewRecoveryCodes}
          onDone={({ recoveryCodes }) => changed(recoveryCodes)}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <ProofDialog
          title={say.removeTitle}
          says={say.removeSays}
          save={say.remove}
          prove={api.removeTotp}
          onDone={() => {
            notify(say.removed, { type: 'success' });
            changed();
          }}
          onClose={close}
        />
      )}
      {codes && (
        <SecretDialog
          title={say.codesTitle}
          says={say.codesSay}
          secret={codes.join('\n')}
          onClose={() => setCodes(null)}
        />
      )}
    </Section>
  );
}
