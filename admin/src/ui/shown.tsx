import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import { findingsOf, type Piece, piecesOf, type Reading, visible } from '../words/visible';
import { Icon } from './icons';

const Box = styled('span')`
  display: inline-block; font: var(--cs-font-code); font-size: .82em; line-height: 1.3; padding: 0 .35em; margin: 0 1px; border-radius: 3px; white-space: pre-wrap;
  color: var(--cs-palette-state-pending); border: 1px solid currentColor; background: color-mix(in srgb, var(--cs-palette-state-pending) 9%, var(--surface));
  unicode-bidi: isolate; text-decoration: none; letter-spacing: 0;
`;

const Odd = styled('span')`
  color: var(--cs-palette-state-pending); text-decoration: underline wavy 1px; text-underline-offset: 3px; text-decoration-skip-ink: none;
  background: color-mix(in srgb, var(--cs-palette-state-pending) 14%, transparent); border-radius: 2px;
`;

/** More marks than anybody reads would hold the page up: what comes after these is text with its codes. */
const mostPieces = 2000;

interface ShownProps {
  text: string;
  reading?: Reading;
}

/**
 * What somebody else wrote, as what it is: hidden characters in boxes with their codes, look-alikes underlined.
 * `data-raw` holds what a box stands for.
 */
export function Shown({ text, reading = 'exact' }: ShownProps) {
  const pieces = useMemo(() => piecesOf(text, reading), [text, reading]);
  if (pieces.length === 1 && pieces[0]!.kind === 'plain') return text;
  const rest = pieces
    .slice(mostPieces)
    .map((piece) => piece.text)
    .join('');
  let at = 0;
  return (
    <>
      {pieces.slice(0, mostPieces).map((piece) => {
        at += piece.text.length;
        return <PieceView key={at} piece={piece} />;
      })}
      {rest && <span data-raw={rest}>{visible(rest, reading)}</span>}
    </>
  );
}

function PieceView({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'plain':
      return piece.text;
    case 'rtl':
      return <bdi>{piece.text}</bdi>;
    case 'odd':
      return <Odd title={piece.says}>{piece.text}</Odd>;
    case 'hidden':
      return (
        <Box role="img" aria-label={`${piece.says}, ${piece.label}`} title={piece.says} data-raw={piece.text}>
          {piece.label}
        </Box>
      );
  }
}

const Line = styled('div')`
  display: flex; gap: 6px; align-items: flex-start; color: var(--cs-palette-state-pending); font: var(--cs-font-caption); font-weight: 540; margin: 3px 0 2px;
  & svg { margin-top: 2px; } header + & { margin: 0 0 8px; }
`;

interface FindingsProps {
  /** Read as `exact`. */
  exact?: (string | null | undefined)[];
  prose?: (string | null | undefined)[];
}

/** What there is to say against these texts, each kind of trouble once; nothing where they are honest. */
export function Findings({ exact = [], prose = [] }: FindingsProps) {
  const pieces = (texts: FindingsProps['exact'], reading: Reading) =>
    (texts ?? []).flatMap((text) => (text ? piecesOf(text, reading) : []));
  const said = findingsOf([...pieces(exact, 'exact'), ...pieces(prose, 'prose')]);
  if (said.length === 0) return null;
  return (
    <Line>
      <Icon name="triangle" size={14} />
      <span>{said.join(' ')}</span>
    </Line>
  );
}
