import TextField from '@mui/material/TextField';
import { Notice } from '../../../ui/notice';
import type { useStepUp } from './use-step-up';
import { words } from './words';

const say = words.stepUp;

/** Asks again who is signing, inside the dialog that signs. */
export function StepUpFields({ stepUp, because }: { stepUp: ReturnType<typeof useStepUp>; because: string[] }) {
  return (
    <>
      <Notice state="pending" icon="lock" urgent>
        {say.says(because.join('; '))}
      </Notice>
      <TextField
        label={say.password}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={stepUp.password}
        onChange={(event) => stepUp.setPassword(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 256 } }}
      />
      {stepUp.codeAsked && (
        <TextField
          label={say.code}
          helperText={say.codeHelp}
          autoComplete="one-time-code"
          autoFocus
          value={stepUp.code}
          onChange={(event) => stepUp.setCode(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 64, spellCheck: false, autoCapitalize: 'none' } }}
        />
      )}
    </>
  );
}
