import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TotpEnrolment } from '../api-types';
import { useApi } from '../platform/use-api';
import { FormDialog } from '../ui/form-dialog';
import { OwnPassword } from './own-password';
import { QrCode } from './qr-code';
import { words } from './words';

const say = words.totp;

interface EnrolDialogProps {
  onClose: () => void;
  onDone: (recoveryCodes: string[]) => void;
}

/** Password, then QR code and first code: two steps in one dialog, because the second shows what is shown once. */
export function EnrolDialog({ onClose, onDone }: EnrolDialogProps) {
  const api = useApi();
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const begin = useMutation({
    mutationFn: (form: FormData) => api.enrolTotp(String(form.get('password'))),
    onSuccess: setEnrolment,
  });
  const confirm = useMutation({
    mutationFn: (form: FormData) => api.confirmTotp(String(form.get('code')).trim()),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  const step = enrolment ? confirm : begin;
  return (
    <FormDialog
      title={say.enrolTitle}
      save={enrolment ? say.confirm : say.begin}
      cancel={words.cancel}
      busy={step.isPending}
      error={step.error}
      onSave={(form) => step.mutate(form)}
      onClose={onClose}
    >
      {enrolment ? <Scan enrolment={enrolment} /> : <AskPassword />}
    </FormDialog>
  );
}

const AskPassword = () => (
  <>
    <p className="quiet">{say.offSays}</p>
    <OwnPassword name="password" label={words.yourPassword} />
  </>
);

const Scan = ({ enrolment }: { enrolment: TotpEnrolment }) => (
  <>
    <p className="quiet">{say.scan}</p>
    <div style={{ display: 'grid', justifyItems: 'center', gap: 12 }}>
      <QrCode text={enrolment.uri} label={say.qr} />
      <p className="mono" style={{ overflowWrap: 'anywhere', textAlign: 'center', userSelect: 'all' }}>
        <span className="hidden">{say.key} </span>
        {enrolment.secret.match(/.{1,4}/g)?.join(' ')}
      </p>
    </div>
    <TextField
      key="code"
      name="code"
      label={say.first}
      required
      autoFocus
      autoComplete="one-time-code"
      slotProps={{ htmlInput: { maxLength: 10, inputMode: 'numeric' } }}
    />
  </>
);
