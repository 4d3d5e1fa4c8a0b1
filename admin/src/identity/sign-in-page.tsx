import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useLogin } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { Problem, sentenceOf } from '../platform/problem';
import { Logo } from '../ui/logo';
import { Notice } from '../ui/notice';
import { useDocumentTitle } from '../ui/page';
import { words } from './words';

const Screen = styled('main')`
  min-height: 100dvh; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  & > section { display: grid; align-content: center; padding: 32px max(24px, 14%); gap: 18px; }
  & > section:first-of-type { background: var(--surface); border-right: 1px solid var(--line); }
  & form { display: grid; gap: 16px; max-width: 340px; width: 100%; }
  & .brand { display: flex; gap: 10px; align-items: center; font-weight: 660; font-size: 15px; }
  & h1 { font: var(--cs-font-figure); letter-spacing: -.012em; }
  @media (max-width: 760px) {
    grid-template-columns: 1fr; & > section:last-of-type { display: none; }
    & > section:first-of-type { border: 0; align-content: start; padding-top: 14vh; }
    & form { max-width: none; }
  }
`;

const Lines = styled('ol')`
  display: grid; gap: 26px; max-width: 380px;
  & li { border-bottom: 1.5px solid var(--ink); padding-bottom: 5px; color: var(--ink); font: var(--cs-font-h2); }
  & li.open { border-bottom: 1.5px dashed var(--line-2); color: var(--text); }
  & li small { display: block; color: var(--text-3); font: var(--cs-font-caption); }
`;

/** What to say; being asked for a code for the first time is no failure. */
function problemOf(error: unknown): string | null {
  const { code, status } = error instanceof Problem ? error : { code: '', status: 0 };
  if (code === 'totp_required') return null;
  if (code === 'totp_wrong') return words.wrongCode;
  return status === 401 ? words.wrong : sentenceOf(error);
}

/** Without a session this is the whole console. */
export function SignInPage() {
  useDocumentTitle(words.signIn);
  const login = useLogin();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [codeAsked, setCodeAsked] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const code = String(form.get('code') ?? '').trim();
      await login({ email: form.get('email'), password: form.get('password'), code: code || undefined });
    } catch (error) {
      const asked = error instanceof Problem && error.code.startsWith('totp_');
      if (asked) setCodeAsked(true);
      setProblem(problemOf(error));
      setBusy(false);
    }
  }

  return (
    <Screen>
      <section>
        <div className="brand">
          <Logo size={26} /> Countersign
        </div>
        <form onSubmit={submit} aria-label={words.signIn}>
          <h1>{words.title}</h1>
          {problem && (
            <Notice state="rejected" icon="crossCircle" urgent>
              {problem}
            </Notice>
          )}
          <TextField label={words.email} name="email" type="email" autoComplete="username" required autoFocus />
          <TextField label={words.password} name="password" type="password" autoComplete="current-password" required />
          {codeAsked && (
            <TextField
              label={words.code}
              name="code"
              helperText={words.codeHelp}
              autoComplete="one-time-code"
              required
              autoFocus
              slotProps={{ htmlInput: { maxLength: 64, spellCheck: false, autoCapitalize: 'none' } }}
            />
          )}
          <Button type="submit" variant="contained" color="primary" sx={{ height: 40 }} disabled={busy}>
            {words.signIn}
          </Button>
        </form>
      </section>
      <section aria-hidden="true">
        <Lines>
          {words.lines.map(({ who, what, open }) => (
            <li key={who} className={open ? 'open' : undefined}>
              {what}
              <small>{who}</small>
            </li>
          ))}
        </Lines>
      </section>
    </Screen>
  );
}
