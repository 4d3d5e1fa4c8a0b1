import { lazy, Suspense } from 'react';
import { Link } from 'react-router-dom';
import { filesChanges, handlesChanges, seesInsights } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { serverNow } from '../platform/clock';
import { useKeysetList } from '../platform/use-keyset-list';
import { LoadingRows } from '../ui/blanks';
import { ListState } from '../ui/list-state';
import { ReadOnly, StateMark } from '../ui/marks';
import { Page } from '../ui/page';
import { Shown } from '../ui/shown';
import { Table, TableHead } from '../ui/table';
import { fullTime, moment } from '../words/time';
import { neededOf, seenOf, titleOf } from './says';
import { words } from './words';

const Signals = lazy(() => import('../insights/signals-card'));

/** What was filed about the rules, newest first. */
export default function ChangesPage() {
  const { roles } = useMe();
  const list = useKeysetList('changes');
  const { columns } = words;
  return (
    <Page title={words.title} says={words.says} mark={!handlesChanges(roles) && <ReadOnly />}>
      {/* Where the insights are closed to somebody who may file, what they are about is said here. */}
      {filesChanges(roles) && !seesInsights(roles) && (
        <div style={{ padding: '0 24px 16px' }}>
          <Suspense fallback={<LoadingRows rows={2} />}>
            <Signals />
          </Suspense>
        </div>
      )}
      <ListState list={list} empty={words.empty} icon="rule">
        <Table>
          <TableHead titles={[columns.what, columns.filed, columns.needs, columns.state]} />
          <tbody>
            {list.rows.map((change) => (
              <tr key={change.id}>
                <td>
                  <b>
                    <Link to={`/changes/${change.id}`}>{titleOf(change)}</Link>
                  </b>
                  <div className="quiet">
                    {words.number(change.number)} · <Shown text={change.reason} reading="prose" />
                  </div>
                </td>
                <td data-label={columns.filed} title={fullTime(change.filedAt)}>
                  {words.filedBy(change.filedByName, moment(change.filedAt, serverNow()))}
                </td>
                <td data-label={columns.needs}>
                  {change.state === 'open' && !change.baseInForce
                    ? words.overtaken
                    : neededOf(change) || words.nobodyNeeded}
                </td>
                <td className="tight" data-label={columns.state}>
                  <StateMark seen={seenOf(change.state)} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ListState>
    </Page>
  );
}
