import Button from '@mui/material/Button';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router-dom';
import type { KnowledgeDocument } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { serverNow } from '../platform/clock';
import { useKeysetList } from '../platform/use-keyset-list';
import { useSearchFilter } from '../platform/use-search-filter';
import { FilterBar, type FilterField } from '../ui/filter-bar';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Shown } from '../ui/shown';
import { Table } from '../ui/table';
import { roughly } from '../words/time';
import { FoundPassages } from './found-passages';
import { dayInWords, PassageMarks } from './passage-marks';
import { words } from './words';

const DocumentDialog = lazy(() => import('./document-dialog'));

const { columns, fields } = words;

/** The documents that answers may rest on, and a search over their passages; admins add to them. */
export default function KnowledgePage() {
  const admin = administers(useMe().roles);
  const [adding, setAdding] = useState(false);
  const [{ q, sort = 'title', ...filter }, set] = useSearchFilter(['q', 'stale', 'owner', 'sort']);
  const bar: FilterField[] = [
    { name: 'q', label: fields.q },
    { name: 'stale', label: fields.stale, choices: Object.entries(words.review) },
    { name: 'owner', label: fields.owner },
    { name: 'sort', label: fields.sort, choices: Object.entries(words.sorts), always: true },
  ];
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={!admin && <ReadOnly />}
      actions={
        admin && (
          <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
            <Icon name="plus" /> {words.put.add}
          </Button>
        )
      }
      bars={
        <FilterBar
          label={words.filters}
          any={words.any}
          fields={q ? bar.slice(0, 1) : bar}
          values={{ ...filter, q: q ?? '', sort }}
          onChange={set}
        />
      }
    >
      {q?.trim() ? <FoundPassages q={q.slice(0, 1000)} /> : <Documents filter={filter} sort={sort} />}
      {adding && (
        <Suspense>
          <DocumentDialog document={null} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Documents({ filter, sort }: { filter: Record<string, string>; sort: string }) {
  const list = useKeysetList('documents', { filter, sort });
  return (
    <ListState list={list} empty={words.empty} icon="book">
      <Table>
        <thead>
          <tr>
            {Object.values(columns).map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((document) => (
            <DocumentRow key={document.id} document={document} />
          ))}
        </tbody>
      </Table>
    </ListState>
  );
}

function DocumentRow({ document }: { document: KnowledgeDocument }) {
  const { id, title, owner, reviewBy, stale, version, updatedAt } = document;
  return (
    <tr>
      <td>
        <Link to={`/knowledge/${encodeURIComponent(id)}`} style={{ fontWeight: 600, color: 'var(--text)' }}>
          <Shown text={title} reading="prose" />
        </Link>
        <br />
        <span className="mono small faint">{id}</span>
      </td>
      <td data-label={columns.owner}>
        {owner ? <Shown text={owner} /> : <span className="faint">{words.noOwner}</span>}
      </td>
      <td data-label={columns.review}>
        {reviewBy ? words.by(dayInWords(reviewBy)) : <span className="faint">{words.noReview}</span>}{' '}
        <PassageMarks passage={{ stale, superseded: false }} />
      </td>
      <td data-label={columns.version} className="tight">
        {version} <span className="faint small">{words.made(roughly(serverNow() - Date.parse(updatedAt)))}</span>
      </td>
    </tr>
  );
}
