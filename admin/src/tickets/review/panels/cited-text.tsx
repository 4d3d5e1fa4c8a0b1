import { styled } from '@mui/material/styles';
import type { MouseEvent } from 'react';
import { OpenPassage } from '../../../knowledge/open-passage';
import { useCited } from '../../../knowledge/use-cited';
import { Shown } from '../../../ui/shown';
import { evidenceOf } from '../evidence-of';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { evidenceId } from './evidence-panel';

const Mark = styled('a')`
  display: inline-block; min-width: 16px; text-align: center; font-size: 11px; font-weight: 620; line-height: 15px; padding: 0 4px; border-radius: 4px;
  background: var(--sunken); color: var(--ink); text-decoration: none; vertical-align: 1px;
  &.alone { min-width: 24px; line-height: 24px; }
`;

/** Opens the very passage: brings it to the eye and gives it the focus. */
function show(event: MouseEvent<HTMLAnchorElement>, index: number) {
  event.preventDefault();
  const passage = document.getElementById(evidenceId(index));
  passage?.scrollIntoView({ block: 'center' });
  passage?.focus({ preventScroll: true });
}

interface CitationProps {
  index: number;
  alone?: boolean;
  /** What stands in the draft where this is shown. */
  raw?: string;
}

export const Citation = ({ index, alone, raw }: CitationProps) => (
  <Mark
    data-raw={raw}
    className={alone ? 'alone' : undefined}
    href={`#${evidenceId(index)}`}
    onClick={(event) => show(event, index)}
    aria-label={words.evidenceNumber(index + 1)}
  >
    {index + 1}
  </Mark>
);

/** Turns `[id]` and `[2]` in the draft into links to the evidence; everything else stays text. */
export function CitedText({ text }: { text: string }) {
  const ids = evidenceOf(useTicket()).map(({ id }) => id);
  let offset = 0;
  return text.split(/(\[[^\][\n]{1,120}\])/).map((part) => {
    const key = offset;
    offset += part.length;
    const inside = part.startsWith('[') && part.endsWith(']') ? part.slice(1, -1) : null;
    const byNumber = inside && /^\d{1,3}$/.test(inside) ? Number(inside) - 1 : -1;
    const index = inside ? (ids.includes(inside) ? ids.indexOf(inside) : byNumber < ids.length ? byNumber : -1) : -1;
    return index >= 0 ? (
      <Citation key={key} index={index} raw={part} />
    ) : (
      <Shown key={key} text={part} reading="prose" />
    );
  });
}

/** What the draft says it rests on, by number; a citation without its passage is said to be one. */
export function CitationLine() {
  const ticket = useTicket();
  const { draft, createdAt } = ticket;
  const ids = evidenceOf(ticket).map(({ id }) => id);
  const passages = useCited(
    draft.citations.filter((id) => !ids.includes(id)),
    createdAt,
  );
  if (draft.citations.length === 0)
    return (
      <p className="faint small" style={{ marginTop: 6 }}>
        {words.citesNothing}
      </p>
    );
  return (
    <p
      className="quiet small"
      style={{ marginTop: 6, display: 'flex', gap: 6, flexWrap: 'wrap', alignItems: 'center' }}
    >
      {words.cites}
      {draft.citations.map((id) =>
        ids.includes(id) ? (
          <Citation key={id} index={ids.indexOf(id)} alone />
        ) : (
          <span key={id} style={{ color: 'var(--cs-palette-state-pending)', minWidth: 0, overflowWrap: 'anywhere' }}>
            <Shown text={words.citesMissing(id)} /> {passages.has(id) && <OpenPassage passage={passages.get(id)!} />}
          </span>
        ),
      )}
    </p>
  );
}
