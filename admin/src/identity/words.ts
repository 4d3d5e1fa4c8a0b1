import { wordsOf } from '../languages/spoken';

export const words = wordsOf('identity', {
  signIn: 'Sign in',
  signOut: 'Sign out',
  title: 'Sign in to decide',
  email: 'E-mail',
  password: 'Password',
  code: 'One-time code',
  codeHelp: 'Of your authenticator app, or a recovery code.',
  wrongCode: 'That code is not right, or was used before. Wait for the next one.',
  wrong: 'That e-mail and password do not belong together. Check both and try again.',
  lines: [
    { who: 'the agent', what: 'The model signs first', open: false },
    { who: 'operator, then support lead where the policy asks for both', what: 'A person countersigns', open: true },
    { who: 'once, exactly as signed', what: 'Only then does anything happen', open: true },
  ],
});
