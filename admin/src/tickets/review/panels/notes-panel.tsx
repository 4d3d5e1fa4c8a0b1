import { styled } from '@mui/material/styles';
import type { Ticket } from '../../../api-types';
import { serverNow } from '../../../platform/clock';
import { useReasonLabel } from '../../../reject-reasons/use-reasons';
import { Avatar } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { moment } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  & li { padding: 0 0 8px 30px; position: relative; overflow-wrap: anywhere; }
  & li > span:first-of-type { position: absolute; left: 0; top: 1px; }
  & small { display: block; font-size: 12px; line-height: 17px; color: var(--text-3); }
  & p { white-space: pre-wrap; }
`;

interface Note {
  who: string;
  how: string | null;
  body: string | null;
  at: string;
}

/** Notes, and the words that came with signatures and rejections, oldest first. */
function allNotes({ notes, signOffs }: Ticket, labelOf: (code: string) => string): Note[] {
  const spoken = signOffs.filter(({ note, reason }) => note || reason);
  return [
    ...notes.map(({ personName, body, at }) => ({ who: personName, how: null, body, at })),
    ...spoken.map(({ personName, verdict, reason, note, at }) => ({
      who: personName,
      how: verdict === 'reject' ? words.rejectedFor(reason ? labelOf(reason) : '') : words.signed,
      body: note ?? '',
      at,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** What colleagues wrote to each other: when they passed it on, and when they decided. */
export function NotesPanel() {
  const notes = allNotes(useTicket(), useReasonLabel());
  const now = serverNow();
  if (notes.length === 0) return null;
  return (
    <Section title={words.notes} className="s-notes">
      <List>
        {notes.map(({ who, how, body, at }) => (
          <li key={who + at}>
            <Avatar name={who} />
            <small>
              <Shown text={words.noteBy(who, moment(at, now))} />
            </small>
            <p>
              {how && <b>{how} </b>}
              {body === null ? words.erased : <Shown text={body} reading="prose" />}
            </p>
          </li>
        ))}
      </List>
    </Section>
  );
}
