import { RecordContextProvider } from 'ra-core';
import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { DeadEnd } from '../../layout/dead-ends';
import { LoadingRows } from '../../ui/blanks';
import { useDocumentTitle } from '../../ui/page';
import { visible } from '../../words/visible';
import { useFocusClaim } from '../focus/use-focus-claim';
import { Columns } from './columns';
import { Dialogs } from './dialogs';
import { ReviewHead } from './head/review-head';
import { ReviewProvider, useReview } from './review-context';
import { SignOffBar } from './sign-off/sign-off-bar';
import { titleOf } from './title';
import { useReviewKeys } from './use-review-keys';
import { useTicket, useTicketQuery } from './use-ticket';

/** `/tickets/:id`, and each ticket of focus mode: one ticket, one screen, one decision. */
export function Review() {
  const { id = '' } = useParams();
  const { data: ticket, error, refetch } = useTicketQuery(id);
  if (!ticket && error) return <DeadEnd error={error} retry={() => refetch()} />;
  if (!ticket) return <LoadingRows rows={12} />;
  return (
    <RecordContextProvider value={ticket} key={ticket.id}>
      <ReviewProvider>
        <Case />
      </ReviewProvider>
    </RecordContextProvider>
  );
}

function Case() {
  const ticket = useTicket();
  const { signed } = useReview();
  useDocumentTitle(`T-${ticket.number} ${visible(titleOf(ticket, signed))}`);
  useReviewKeys();
  useFocusClaim();
  // A screen reader is brought to the ticket that was moved to; sighted readers notice nothing.
  useEffect(() => document.getElementById('page')?.focus({ preventScroll: true }), []);
  return (
    <>
      <ReviewHead />
      <Columns />
      <SignOffBar />
      <Dialogs />
    </>
  );
}
