import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import type { PolicyFinding } from '../api-types';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { words } from './words';

const List = styled('ul')`
  list-style: none; padding: 0; margin: 0; display: grid; gap: 0;
  & li { display: grid; gap: 2px 10px; padding: 9px 0; border-top: 1px solid var(--line); grid-template-columns: minmax(0, 1fr); }
  & .head { display: flex; gap: 8px; align-items: baseline; flex-wrap: wrap; }
`;

interface FindingsProps {
  findings: PolicyFinding[];
  /** The server is still looking at what stands there now. */
  looking: boolean;
  accepted?: string[];
  /** Left out where they are only read. */
  onAccept?: (id: string, on: boolean) => void;
}

/** What is found in a policy: errors first, then what wants to be read, then what was so before. */
export function Findings({ findings, looking, accepted = [], onAccept }: FindingsProps) {
  const rank = ({ severity, standing }: PolicyFinding) => (severity === 'error' ? 0 : standing ? 2 : 1);
  const sorted = [...findings].sort((one, other) => rank(one) - rank(other));
  return (
    <div role="status" aria-busy={looking} style={{ opacity: looking ? 0.6 : 1 }}>
      <b>{looking ? words.looking : words.found(findings.length)}</b>
      {sorted.length > 0 && (
        <List>
          {sorted.map((finding) => (
            <li key={finding.id + finding.path}>
              <span className="head">
                <Grade finding={finding} />
                <span>{words.kinds[finding.kind]}</span>
                <span className="faint mono small">{finding.path}</span>
              </span>
              <span className="quiet">
                <Shown text={sentenceOf(finding)} reading="prose" />
              </span>
              {finding.example && (
                <span className="faint small">
                  <Shown text={words.example(finding.example)} reading="prose" />
                </span>
              )}
              {onAccept && finding.severity === 'warning' && !finding.standing && (
                <FormControlLabel
                  label={words.accept}
                  control={
                    <Checkbox
                      checked={accepted.includes(finding.id)}
                      onChange={(_, on) => onAccept(finding.id, on)}
                      slotProps={{ input: { 'aria-label': `${words.accept}: ${sentenceOf(finding)}` } }}
                    />
                  }
                />
              )}
            </li>
          ))}
        </List>
      )}
    </div>
  );
}

/** The language's own sentence, where it has one for this kind of finding; else the server's. */
function sentenceOf({ kind, path, names, message }: PolicyFinding): string {
  const sentences = path.startsWith('sign_off_policy') ? words.signOffSentences : words.sentences;
  return sentences[kind]?.(names) ?? message;
}

function Grade({ finding: { severity, standing } }: { finding: PolicyFinding }) {
  if (severity === 'error')
    return (
      <Tag state="rejected" icon="crossCircle">
        {words.error}
      </Tag>
    );
  return (
    <Tag state={standing ? 'none' : 'pending'} icon={standing ? 'clock' : 'triangle'}>
      {standing ? words.standing : words.warning}
    </Tag>
  );
}
