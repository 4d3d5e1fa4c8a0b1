import { styled } from '@mui/material/styles';
import { Shown } from '../../../ui/shown';
import { type DiffPart, wordDiff } from './diff';

const Text = styled('span')`
  white-space: pre-wrap; overflow-wrap: anywhere;
  & del { color: var(--cs-palette-state-rejected); background: color-mix(in srgb, var(--cs-palette-state-rejected) 9%, var(--surface)); text-decoration-thickness: 1.5px; border-radius: 3px; }
  & ins { color: var(--cs-palette-state-succeeded); background: color-mix(in srgb, var(--cs-palette-state-succeeded) 11%, var(--surface)); border-radius: 3px; }
`;

interface WordDiffProps {
  before: string;
  after: string;
  /** Show one side only, for columns; both in one line without it. */
  side?: 'before' | 'after';
}

/** What changed between two texts; struck and underlined, so that colour is not the only sign. */
export function WordDiff({ before, after, side }: WordDiffProps) {
  const hidden = side === 'before' ? 'added' : side === 'after' ? 'removed' : null;
  let at = 0;
  return (
    <Text>
      {wordDiff(before, after)
        .filter((part) => part.kind !== hidden)
        .map((part) => {
          at += part.text.length;
          return <Part key={`${part.kind}${at}`} part={part} />;
        })}
    </Text>
  );
}

function Part({ part: { text, kind } }: { part: DiffPart }) {
  if (kind === 'removed')
    return (
      <del>
        <Shown text={text} />
      </del>
    );
  return kind === 'added' ? (
    <ins>
      <Shown text={text} />
    </ins>
  ) : (
    <Shown text={text} />
  );
}
