/** Who had a hand in what is to be signed. Ids of people; null where it was no person. */
export interface FourEyesFacts {
  agentOwnerId: string | null;
  keyIssuerId: string | null;
  /** Who made this revision by an edit; null when it came from the agent. */
  revisionMadeBy: string | null;
}

/** Nobody checks their own work: who had a hand in this revision, or answers for the agent, never counts. */
export function mayCount(facts: FourEyesFacts & { personId: string }): { ok: true } | { ok: false; because: string } {
  if (facts.personId === facts.agentOwnerId) return { ok: false, because: 'You own the agent that proposed this.' };
  if (facts.personId === facts.keyIssuerId) return { ok: false, because: 'You issued the key the agent used.' };
  if (facts.personId === facts.revisionMadeBy) return { ok: false, because: 'You made this revision yourself.' };
  return { ok: true };
}
