import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../../platform/problem';
import { useApi } from '../../../platform/use-api';

const hasCode = (error: unknown, code: string) => error instanceof Problem && error.code === code;

/** Proving again who one is, where the server says that signing takes it. What is typed is kept no longer than needed. */
export function useStepUp(refusal: unknown) {
  const api = useApi();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, setCodeAsked] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.stepUp(password, code.trim() || undefined),
    onError: (failure) => {
      if (hasCode(failure, 'code_required')) setCodeAsked(true);
      else setPassword('');
      setCode('');
    },
  });
  return {
    asked: hasCode(refusal, 'step_up_required'),
    password,
    setPassword,
    code,
    setCode,
    codeAsked,
    busy: isPending,
    /** What went wrong; that a code is needed too is told by its field. */
    error: hasCode(error, 'code_required') ? null : error,
    ready: password !== '' && (!codeAsked || code.trim() !== ''),
    prove: (then: () => void) =>
      mutate(undefined, {
        onSuccess: () => {
          setPassword('');
          setCode('');
          then();
        },
      }),
  };
}
