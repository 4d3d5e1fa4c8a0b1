import { styled } from '@mui/material/styles';
import { serverNow } from '../../../platform/clock';
import { Avatar } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { moment } from '../../../words/time';
import { readable } from '../../../words/visible';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  & li { padding: 0 0 8px 30px; position: relative; overflow-wrap: anywhere; }
  & li > span:first-of-type { position: absolute; left: 0; top: 1px; }
  & small { display: block; font-size: 12px; line-height: 17px; color: var(--text-3); }
  & p { white-space: pre-wrap; }
`;

/** What colleagues wrote to each other, as when they passed it on. */
export function NotesPanel() {
  const { notes } = useTicket();
  const now = serverNow();
  if (notes.length === 0) return null;
  return (
    <Section title={words.notes} className="s-notes">
      <List>
        {notes.map(({ personId, personName, body, at }) => (
          <li key={personId + at}>
            <Avatar name={personName} />
            <small>{words.noteBy(personName, moment(at, now))}</small>
            <p>{body === null ? words.erased : readable(body)}</p>
          </li>
        ))}
      </List>
    </Section>
  );
}
