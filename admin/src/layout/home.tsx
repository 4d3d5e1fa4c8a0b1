import { readsTickets } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { Inbox } from '../tickets/inbox/inbox';
import { Blank } from '../ui/blanks';
import { Page } from '../ui/page';
import { orList, roleName } from '../words/names';
import { words } from './words';

/** `/`: the inbox; for those whose roles read no tickets, a word instead of refusals. */
export function Home() {
  const { roles } = useMe();
  if (roles.length === 0 || readsTickets(roles)) return <Inbox />;
  return (
    <Page title={words.nothingYet}>
      <Blank icon="lock" title={words.nothingYet}>
        <p>{words.nothingYetSays(orList(roles.map(roleName)))}</p>
      </Blank>
    </Page>
  );
}
