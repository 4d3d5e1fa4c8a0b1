/** How long proving again who one is lasts. */
export const STEP_UP_SECONDS = 300;

/** Whether a session's person proved again who they are, lately enough. Both times are the database's. */
export function isSteppedUp(steppedUpAt: Date | null, now: Date): boolean {
  if (steppedUpAt === null) return false;
  const seconds = (now.getTime() - steppedUpAt.getTime()) / 1000;
  // A time a little ahead is that of another statement; one far ahead is nobody's proof.
  return seconds > -STEP_UP_SECONDS && seconds < STEP_UP_SECONDS;
}
