import { Notice } from '../../../ui/notice';
import { useReview } from '../review-context';
import { words } from '../words';

/** Speaks only when the browser could not check the bytes, or found that they are not what they claim. */
export function CheckNotice() {
  const { signed, check } = useReview();
  const problem = !signed ? words.check.unreadable : check === 'differs' ? words.check.differs : null;
  if (problem) {
    return (
      <section style={{ marginBottom: 18, order: 1 }}>
        <Notice state="rejected" icon="crossCircle" urgent>
          <b>{problem}</b>
        </Notice>
      </section>
    );
  }
  if (check !== 'unchecked') return null;
  return (
    <section style={{ marginBottom: 18, order: 2 }}>
      <Notice state="pending" icon="triangle">
        {words.check.unchecked}
      </Notice>
    </section>
  );
}
