import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import type { DocumentDetail } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { DeadEnd } from '../layout/dead-ends';
import { serverNow } from '../platform/clock';
import { safeUrl } from '../platform/safe-url';
import { useApi } from '../platform/use-api';
import { LoadingRows } from '../ui/blanks';
import { Facts } from '../ui/facts';
import { ReadOnly } from '../ui/marks';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import { dayInWords } from './passage-marks';
import { PassageText } from './passage-text';
import { words } from './words';

const DocumentDialog = lazy(() => import('./document-dialog'));

const Columns = styled('div')`
  display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 0 32px; padding: 4px 24px 24px; align-items: start;
  & ol li { padding: 12px 0; border-top: 1px solid var(--line); } & ol li:first-of-type { border: 0; padding-top: 0; }
  & .id { font-size: 12px; color: var(--text-3); overflow-wrap: anywhere; }
  & ul li { padding: 5px 0; font-size: 12px; line-height: 17px; overflow-wrap: anywhere; }
  @media (max-width: 760px) { grid-template-columns: minmax(0, 1fr); padding: 4px 16px 24px; & > :last-child { grid-row: 1; margin: 0 0 18px; } }
`;

/** `/knowledge/:id`: a document with its versions, and the passages of the one in force or of `?version=`. */
export default function DocumentPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const asked = Number(search.get('version')) || null;
  const admin = administers(useMe().roles);
  const [writing, setWriting] = useState(false);
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ['document', id, asked],
    queryFn: ({ signal }) => api.document(id, asked, signal),
    placeholderData: keepPreviousData,
  });
  if (!data && error) return <DeadEnd error={error} retry={() => refetch()} />;
  if (!data) return <LoadingRows rows={10} />;
  return (
    <Page
      title={visible(data.title, 'prose')}
      mark={!admin && <ReadOnly />}
      actions={
        <>
          <Button component={Link} to="/knowledge">
            {words.toList}
          </Button>
          {admin && data.shown === data.version && (
            <Button variant="contained" color="primary" onClick={() => setWriting(true)}>
              {words.put.change}
            </Button>
          )}
        </>
      }
      bars={<Warnings document={data} />}
    >
      <Columns>
        <ol>
          {data.passages.map((passage) => (
            <li key={passage.id}>
              <PassageText text={passage.text} />
              <p className="mono id">{passage.id}</p>
            </li>
          ))}
        </ol>
        <div>
          <About document={data} />
          <Versions document={data} />
        </div>
      </Columns>
      {writing && (
        <Suspense>
          <DocumentDialog document={data} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Warnings({ document: { id, shown, version, stale, reviewBy } }: { document: DocumentDetail }) {
  if (shown === version && !stale) return null;
  return (
    <div style={{ display: 'grid', gap: 8, padding: '0 24px 12px' }}>
      {shown !== version && (
        <Notice
          state="pending"
          icon="twice"
          action={
            <Button size="small" component={Link} to={`/knowledge/${encodeURIComponent(id)}`}>
              {words.toVersionInForce}
            </Button>
          }
        >
          {words.supersededSays(shown, version)}
        </Notice>
      )}
      {stale && reviewBy && (
        <Notice state="expired" icon="clock">
          {words.staleSince(dayInWords(reviewBy))}
        </Notice>
      )}
    </div>
  );
}

function About({ document: { id, owner, reviewBy, uri, shown } }: { document: DocumentDetail }) {
  const href = safeUrl(uri);
  return (
    <Section title={words.versionOf(shown)}>
      <Facts>
        <div>
          <dt>{words.facts.id}</dt>
          <dd className="mono">{id}</dd>
        </div>
        <div>
          <dt>{words.facts.owner}</dt>
          <dd>{owner ? <Shown text={owner} /> : words.noOwner}</dd>
        </div>
        <div>
          <dt>{words.facts.review}</dt>
          <dd>{reviewBy ? words.by(dayInWords(reviewBy)) : words.noReview}</dd>
        </div>
        {uri && (
          <div>
            <dt>{words.facts.source}</dt>
            <dd>
              {href ? (
                <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
                  {new URL(href).host}
                </a>
              ) : (
                <Shown text={uri} />
              )}
            </dd>
          </div>
        )}
      </Facts>
    </Section>
  );
}

function Versions({ document: { id, versions, shown, version: inForce } }: { document: DocumentDetail }) {
  return (
    <Section title={words.versions}>
      <ul>
        {versions.map(({ version, createdAt, createdByName, passages, sha256 }) => (
          <li key={version}>
            <Link
              to={`/knowledge/${encodeURIComponent(id)}?version=${version}`}
              aria-current={version === shown ? 'true' : undefined}
            >
              {words.versionOf(version)}
            </Link>{' '}
            {version === inForce && <span className="faint">{words.inForce}</span>}
            <br />
            {words.madeBy(createdByName ?? words.system, moment(createdAt, serverNow()))}
            <br />
            <span className="faint">
              {words.passages(passages)} ·{' '}
              <span className="mono" title={sha256}>
                {sha256.slice(0, 12)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
