import { styled } from '@mui/material/styles';
import type { Evidence, Passage } from '../../../api-types';
import { OpenPassage } from '../../../knowledge/open-passage';
import { useCited } from '../../../knowledge/use-cited';
import { words as knowledge } from '../../../knowledge/words';
import { serverNow } from '../../../platform/clock';
import { safeUrl } from '../../../platform/safe-url';
import { Tag } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Findings, Shown } from '../../../ui/shown';
import { moment, roughly } from '../../../words/time';
import { evidenceOf } from '../evidence-of';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ol')`
  & li { padding: 7px 0; border-top: 1px solid var(--line); scroll-margin: 16px; overflow-wrap: anywhere; }
  & li:first-of-type { border: 0; padding-top: 0; }
  & li:focus { background: var(--ink-soft); outline: 6px solid var(--ink-soft); border-radius: 2px; }
  & .top { display: grid; grid-template-columns: 16px minmax(0, 1fr) auto; gap: 8px; align-items: baseline; }
  & .n { font-size: 11px; font-weight: 620; line-height: 15px; text-align: center; border-radius: 4px; background: var(--sunken); color: var(--ink); }
  & .title { font-weight: 560; color: var(--text); text-decoration-color: var(--line-2); }
  & .age { font-size: 12px; color: var(--text-3); white-space: nowrap; }
  & .other { color: var(--cs-palette-state-pending); }
  & p { font-size: 12px; line-height: 17px; color: var(--text-2); margin-top: 1px; padding-left: 24px; white-space: pre-wrap; }
`;

const staleAfterMs = 180 * 86_400_000;

export const evidenceId = (index: number) => `evidence-${index + 1}`;

/** The passages the draft rests on, as they stood when it was proposed, each with its age. */
export function EvidencePanel() {
  const ticket = useTicket();
  const { createdAt, erasure } = ticket;
  const now = serverNow();
  const evidence = evidenceOf(ticket);
  const passages = useCited(
    evidence.map(({ id }) => id),
    createdAt,
  );
  return (
    <Section
      title={words.evidence}
      right={evidence.length > 0 && words.asOf(moment(createdAt, now))}
      className="s-evidence"
    >
      {evidence.length === 0 && <p className="faint small">{erasure ? words.erased : words.noEvidence}</p>}
      <Findings
        exact={evidence.flatMap(({ id, uri }) => [id, uri])}
        prose={evidence.flatMap(({ title, excerpt }) => [title, excerpt])}
      />
      <List>
        {evidence.map((passage, index) => (
          <li key={passage.id} id={evidenceId(index)} tabIndex={-1}>
            <div className="top">
              <span className="n">{index + 1}</span>
              <Title passage={passage} />
              <span className="age">
                <Age updatedAt={passage.updatedAt ?? null} at={Date.parse(createdAt)} />
              </span>
            </div>
            {passage.uri && <Source uri={passage.uri} />}
            {passage.excerpt && (
              <p className="excerpt">
                “<Shown text={passage.excerpt} reading="prose" />”
              </p>
            )}
            <InBase passage={passages.get(passage.id)} excerpt={passage.excerpt} />
          </li>
        ))}
      </List>
    </Section>
  );
}

/** The passage of our own that it names, where there is one, and whether it says what the agent says that it says. */
function InBase({ passage, excerpt }: { passage: Passage | undefined; excerpt: string | null | undefined }) {
  if (!passage) return null;
  const differs = !!excerpt && !plain(passage.text).includes(plain(excerpt));
  return (
    <p>
      {knowledge.inBase}: <OpenPassage passage={passage} />
      {differs && <span className="other"> {knowledge.otherWords}</span>}
    </p>
  );
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A link only where the address is plainly a web page's; the other end learns nothing of where it was opened from. */
function Title({ passage }: { passage: Evidence }) {
  const href = safeUrl(passage.uri);
  const title = <Shown text={passage.title || passage.id} reading="prose" />;
  if (!href) return <span className="title">{title}</span>;
  return (
    <a className="title" href={href} target="_blank" rel="noopener noreferrer" title={href}>
      {title}
    </a>
  );
}

/** Where a link leads, by its host as the network knows it; what is no link is shown as it was written. */
function Source({ uri }: { uri: string }) {
  const href = safeUrl(uri);
  return (
    <p className="mono">
      <Shown text={href ? new URL(href).host : uri} />
    </p>
  );
}

function Age({ updatedAt, at }: { updatedAt: string | null; at: number }) {
  const age = updatedAt ? at - Date.parse(updatedAt) : Number.NaN;
  if (Number.isNaN(age)) return words.undated;
  return age > staleAfterMs ? (
    <Tag state="expired" icon="clock">
      {words.stale(roughly(age))}
    </Tag>
  ) : (
    words.old(roughly(age))
  );
}
