import { useNow } from '../../../platform/clock';
import { Notice } from '../../../ui/notice';
import { Shown } from '../../../ui/shown';
import { moment } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';

/** Says that the customer is asked, and what, as long as they have not answered. */
export function AskedNotice() {
  const { askedAt, exchange } = useTicket();
  const now = useNow();
  const open = askedAt && exchange.findLast(({ question, answer }) => question && !answer)?.question;
  if (!open) return null;
  return (
    <section style={{ marginBottom: 18, order: 0 }}>
      <Notice state="pending" icon="chat">
        <b>
          <Shown text={words.asked(open.personName, moment(open.at, now))} />
        </b>{' '}
        <q>
          <Shown text={open.text ?? ''} reading="prose" />
        </q>
        <p className="quiet small" style={{ marginTop: 4 }}>
          {words.askedMayDecide}
        </p>
      </Notice>
    </section>
  );
}
