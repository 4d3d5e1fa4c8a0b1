import { readFileSync } from 'node:fs';

/** Why a person may refuse, as a short list; the code goes back to the agent. */
export const REJECT_REASONS: readonly { code: string; label: string }[] = JSON.parse(
  readFileSync(new URL('./reject-reasons.json', import.meta.url), 'utf8'),
) as { code: string; label: string }[];
