import { styled } from '@mui/material/styles';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { JsonEditor } from './json-editor';
import { PolicyVersions } from './policy-versions';
import { QueueEditor } from './queue-editor';
import { QueuesInWords } from './queues-in-words';
import { RoutingInWords } from './routing-in-words';
import { SignOffInWords } from './sign-off-in-words';
import { words } from './words';

const Columns = styled('div')`
  display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); & > section + section { border-left: 1px solid var(--line); }
  border-top: 1px solid var(--line); min-height: 100%;
  @media (max-width: 1100px) { grid-template-columns: 1fr; & > section + section { border-left: 0; border-top: 1px solid var(--line); } }
`;

/** The rule books, each version in words and as stored. */
export default function PoliciesPage() {
  return (
    <Page title={words.title} says={words.says} mark={!administers(useMe().roles) && <ReadOnly />}>
      <Columns>
        <PolicyVersions
          resource="routing-policies"
          title={words.routing}
          says={words.routingSays}
          inWords={RoutingInWords}
          editor={JsonEditor}
        />
        <PolicyVersions
          resource="sign-off-policies"
          title={words.signOff}
          says={words.signOffSays}
          inWords={SignOffInWords}
          editor={JsonEditor}
        />
        <PolicyVersions
          resource="queue-policies"
          title={words.queues}
          says={words.queuesSays}
          inWords={QueuesInWords}
          editor={QueueEditor}
        />
      </Columns>
    </Page>
  );
}
