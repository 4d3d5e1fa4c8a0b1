import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { Blank, ErrorBlank } from '../ui/blanks';
import { Page } from '../ui/page';
import { words } from './words';

const toInbox = (
  <Button component={Link} to="/" sx={{ mt: 3 }}>
    {words.toInbox}
  </Button>
);

export const NotFound = () => (
  <Page title={words.notFound}>
    <Blank icon="search" title={words.notFound}>
      <p>{words.notFoundSays}</p>
      {toInbox}
    </Blank>
  </Page>
);

/** A page whose one subject could not be had. */
export const DeadEnd = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <div style={{ display: 'grid', justifyItems: 'center' }}>
    <ErrorBlank error={error} retry={retry} />
    {toInbox}
  </div>
);

/** Shown in place of a page that threw; the way around stays. */
export const Crashed = () => (
  <Page title={words.crashed}>
    <div role="alert">
      <Blank icon="triangle" title={words.crashed}>
        <p>{words.crashedSays}</p>
        <Button onClick={() => window.location.reload()}>{words.loadAgain}</Button>
        {toInbox}
      </Blank>
    </div>
  </Page>
);
