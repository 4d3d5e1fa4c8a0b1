import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Lists } from './api';

/** A change of the configuration: waited for, then the list it belongs to is asked again. */
export function useChange<Input, Answer>(
  resource: keyof Lists,
  change: (input: Input) => Promise<Answer>,
  onDone: (answer: Answer, input: Input) => void,
) {
  const queryClient = useQueryClient();
  return useMutation<Answer, Error, Input>({
    mutationFn: change,
    onSuccess: (answer, input) => {
      void queryClient.invalidateQueries({ queryKey: [resource] });
      onDone(answer, input);
    },
  });
}
