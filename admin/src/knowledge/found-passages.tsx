import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { useApi } from '../platform/use-api';
import { Blank, ErrorBlank, LoadingRows } from '../ui/blanks';
import { Shown } from '../ui/shown';
import { PassageMarks } from './passage-marks';
import { PassageText } from './passage-text';
import { words } from './words';

const List = styled('ol')`
  & li { padding: 14px 24px; border-bottom: 1px solid var(--line); }
  & header { display: flex; gap: 4px 10px; align-items: center; flex-wrap: wrap; margin-bottom: 5px; }
  & header a { font-weight: 600; color: var(--text); overflow-wrap: anywhere; }
  & header .mono { font-size: 12px; color: var(--text-3); overflow-wrap: anywhere; }
  @media (max-width: 760px) { & li { padding: 12px 16px; } }
`;

/** What speaks to the words, best first. */
export function FoundPassages({ q }: { q: string }) {
  const api = useApi();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['passages', q],
    queryFn: ({ signal }) => api.searchPassages(q, signal),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <LoadingRows />;
  if (error && !data) return <ErrorBlank error={error} retry={() => refetch()} />;
  if (!data || data.length === 0) {
    return (
      <Blank icon="search" title={words.nothingFound[0]}>
        <p>{words.nothingFound[1]}</p>
      </Blank>
    );
  }
  return (
    <List>
      {data.map((passage) => (
        <li key={passage.id}>
          <header>
            <Link to={`/knowledge/${encodeURIComponent(passage.documentId)}`}>
              <Shown text={passage.title} reading="prose" />
            </Link>
            <span className="mono">{passage.id}</span>
            <PassageMarks passage={passage} />
          </header>
          <PassageText text={passage.text} />
        </li>
      ))}
    </List>
  );
}
