import Button from '@mui/material/Button';
import { useParams } from 'react-router-dom';
import { useKeys } from '../../platform/keys';
import { Blank, ErrorBlank, LoadingRows } from '../../ui/blanks';
import { Kbd } from '../../ui/marks';
import { Page } from '../../ui/page';
import { Review } from '../review/review';
import { type Focus, FocusContext } from './focus-context';
import { useFocusRun } from './use-focus-run';
import { words } from './words';

/** `/focus`, `/focus/:id`: the tickets that wait for me, one after the other. */
export function FocusPage() {
  const { id = null } = useParams();
  const run = useFocusRun(id);
  if (id) {
    return (
      <FocusContext value={run}>
        <Review />
      </FocusContext>
    );
  }
  return (
    <Page title={words.title}>
      {run.error && run.left === 0 ? (
        <ErrorBlank error={run.error} retry={run.askAgain} />
      ) : run.waiting || run.left > 0 ? (
        <LoadingRows rows={12} />
      ) : (
        <NothingLeft run={run} />
      )}
    </Page>
  );
}

/** Whatever comes in while this is on screen is shown at once: nobody is reading anything here. */
function NothingLeft({ run }: { run: Focus }) {
  useKeys({ Escape: run.exit });
  const again = run.passedOver > 0;
  return (
    <Blank icon="tickCircle" title={words.done}>
      <p role="status">
        {again && words.passedOver(run.passedOver)} {words.doneSays(run.decided)}
      </p>
      {again && (
        <Button variant="contained" color="primary" autoFocus onClick={run.again}>
          {words.again} <Kbd>↵</Kbd>
        </Button>
      )}
      <Button onClick={run.exit} autoFocus={!again}>
        {words.toInbox} <Kbd>Esc</Kbd>
      </Button>
    </Blank>
  );
}
