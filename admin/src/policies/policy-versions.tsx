import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { type ComponentType, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { PolicyVersion } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import type { PolicyList } from '../platform/api';
import { serverNow } from '../platform/clock';
import { useKeysetList } from '../platform/use-keyset-list';
import { JsonView } from '../ui/json-view';
import { ListState } from '../ui/list-state';
import { Tag } from '../ui/marks';
import { moment } from '../words/time';
import type { EditorProps } from './editor';
import { words } from './words';
import { WritePolicyDialog } from './write-policy-dialog';

const Box = styled('section')`
  padding: 16px 24px; min-width: 0;
  & .title { display: flex; justify-content: space-between; align-items: center; min-height: 28px; } & h2 { font: var(--cs-font-subtitle2); font-size: 14px; } & article { padding: 14px 0 16px; } & article + article { border-top: 1px solid var(--line); }
  & header { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; margin-bottom: 6px; } & h3 { font: var(--cs-font-subtitle2); }
  @media (max-width: 760px) { padding-inline: 16px; }
`;

interface PolicyVersionsProps {
  resource: PolicyList;
  title: string;
  says: string;
  inWords: ComponentType<{ document: unknown }>;
  editor: ComponentType<EditorProps>;
}

export function PolicyVersions({ resource, title, says, inWords: InWords, editor }: PolicyVersionsProps) {
  const [search] = useSearchParams();
  const asked = resource === 'routing-policies' ? Number(search.get('version')) : null;
  const list = useKeysetList(resource, { limit: 20 });
  const admin = administers(useMe().roles);
  const [writing, setWriting] = useState(false);
  const active = list.rows.find((policy) => policy.active);
  return (
    <Box aria-label={title}>
      <div className="title">
        <h2>{title}</h2>
        {admin && active && (
          <Button size="small" onClick={() => setWriting(true)} aria-label={`${words.write}: ${title}`}>
            {words.write}
          </Button>
        )}
      </div>
      <p className="quiet">{says}</p>
      <ListState list={list} empty={words.empty} icon="rule">
        {list.rows.map((policy) => (
          <article
            key={policy.version}
            ref={policy.version === asked ? (article) => article?.scrollIntoView({ block: 'nearest' }) : undefined}
          >
            <Head policy={policy} />
            <InWords document={policy.document} />
            <JsonView title={words.document} value={policy.document} />
          </article>
        ))}
      </ListState>
      {writing && active && (
        <WritePolicyDialog
          resource={resource}
          title={title}
          from={active}
          inWords={InWords}
          editor={editor}
          onClose={() => setWriting(false)}
        />
      )}
    </Box>
  );
}

function Head({ policy }: { policy: PolicyVersion }) {
  const now = serverNow();
  return (
    <header>
      <h3>{words.version(policy.version)}</h3>
      <Tag state={policy.active ? 'succeeded' : 'expired'} icon={policy.active ? 'check' : 'clock'}>
        {policy.active ? words.active : words.past}
      </Tag>
      <span className="faint small">{words.since(moment(policy.createdAt, now), policy.createdByName)}</span>
    </header>
  );
}
