import { styled } from '@mui/material/styles';
import type { Exchange } from '../../../api-types';
import { serverNow } from '../../../platform/clock';
import { Avatar } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { moment } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { MessageView } from './message-view';

const List = styled('ol')`
  & > li { padding: 0 0 10px 30px; position: relative; overflow-wrap: anywhere; }
  & > li > span:first-of-type { position: absolute; left: 0; top: 1px; }
  & small { display: block; font-size: 12px; line-height: 17px; color: var(--text-3); }
  & p { white-space: pre-wrap; }
`;

/** What reviewers asked the customer and what came back, and what the agent added unasked. */
export default function ExchangePanel() {
  const { exchange } = useTicket();
  const asked = exchange.some(({ question }) => question);
  return (
    <Section title={asked ? words.exchange : words.exchangeAdded} className="s-exchange">
      <List>
        {exchange.map((one) => (
          <Turn key={one.question?.id ?? one.answer?.revision} {...one} />
        ))}
      </List>
    </Section>
  );
}

function Turn({ question, answer }: Exchange) {
  const now = serverNow();
  return (
    <>
      {question && (
        <li>
          <Avatar name={question.personName} />
          <small>
            <Shown text={words.questionBy(question.personName, moment(question.at, now))} />
          </small>
          <p>{question.text === null ? words.erased : <Shown text={question.text} reading="prose" />}</p>
          {!answer && <p className="faint small">{words.notAnswered}</p>}
        </li>
      )}
      {answer && (
        <li>
          <Avatar name={words.roles.user} />
          <small>{words.answerAt(moment(answer.at, now), answer.revision)}</small>
          <Answered body={answer.body} />
        </li>
      )}
    </>
  );
}

function Answered({ body }: Pick<NonNullable<Exchange['answer']>, 'body'>) {
  if (!body) return <p>{words.erased}</p>;
  const { text, conversation = [], evidence = [] } = body;
  return (
    <>
      <p>
        <Shown text={text} reading="prose" />
      </p>
      {conversation.length > 0 && (
        <ol style={{ marginTop: 6 }}>
          {conversation.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was added never changes
            <MessageView key={index} message={message} />
          ))}
        </ol>
      )}
      {evidence.length > 0 && <p className="faint small">{words.evidenceAdded(evidence.length)}</p>}
    </>
  );
}
