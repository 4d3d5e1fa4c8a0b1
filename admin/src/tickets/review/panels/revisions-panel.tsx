import { styled } from '@mui/material/styles';
import { serverNow } from '../../../platform/clock';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { shortHash } from '../../../words/hash';
import { moment } from '../../../words/time';
import { WordDiff } from '../revise/word-diff';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ol')`
  font-size: 12px; line-height: 17px;
  & > li { padding: 6px 0; border-top: 1px solid var(--line); } & > li:first-of-type { border: 0; padding-top: 0; }
  & .top { display: flex; gap: 8px; flex-wrap: wrap; } & .top .mono { margin-left: auto; font-size: 11px; color: var(--text-3); }
  & .change { margin-top: 4px; overflow-wrap: anywhere; } & q { color: var(--text-2); }
`;

const asText = (value: unknown) =>
  value === null || value === undefined ? words.nothing : typeof value === 'string' ? value : JSON.stringify(value);

/** Each version since the first, newest on top, with what it changed. Shown once there is more than one. */
export function RevisionsPanel() {
  const { revisions, exchange } = useTicket();
  const added = new Set(exchange.map(({ answer }) => answer?.revision));
  const now = serverNow();
  if (revisions.length < 2) return null;
  return (
    <Section title={words.revisions} className="s-revisions">
      <List>
        {[...revisions]
          .sort((a, b) => b.revision - a.revision)
          .map(({ revision, madeBy, madeAt, note, contentHash, changes }) => (
            <li key={revision}>
              <div className="top">
                <b>{revision}</b>
                <span className="quiet">
                  <Shown text={words.madeBy(madeBy.name, moment(madeAt, now))} />
                </span>
                <span className="mono" title={contentHash}>
                  {shortHash(contentHash)}
                </span>
              </div>
              {note && (
                <q>
                  <Shown text={note} reading="prose" />
                </q>
              )}
              {changes.length === 0 && !added.has(revision) && <span className="faint">{words.asProposed}</span>}
              {added.has(revision) && <span className="faint">{words.contextAdded}</span>}
              {changes.map(({ path, from, to }) => (
                <div key={path} className="change">
                  <span className="mono faint">
                    <Shown text={path} />
                  </span>{' '}
                  <WordDiff before={asText(from)} after={asText(to)} />
                </div>
              ))}
            </li>
          ))}
      </List>
    </Section>
  );
}
