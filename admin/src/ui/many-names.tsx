import { Shown } from './shown';
import { words } from './words';

/** More of a list than this pushes everything beside it out of sight. */
const AT_FIRST = 5;

/** Names in a row; of many the first, and the rest at a press. */
export function ManyNames({ names }: { names: readonly string[] }) {
  const [first, rest] = [names.slice(0, AT_FIRST), names.slice(AT_FIRST)];
  return (
    <>
      <Shown text={first.join(', ')} />
      {rest.length > 0 && (
        <details>
          <summary>{words.moreNames(rest.length)}</summary>
          <Shown text={rest.join(', ')} />
        </details>
      )}
    </>
  );
}
