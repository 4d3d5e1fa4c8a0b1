import { Facts } from '../ui/facts';
import { duration } from '../words/time';
import { words } from './words';

const priorities = ['urgent', 'high', 'normal', 'low'] as const;

interface Document {
  queue_policy?: { human_review?: { sla_seconds?: Partial<Record<(typeof priorities)[number], number>> } };
}

/** A queue policy read out: how soon what waits is to be decided. */
export function QueuesInWords({ document }: { document: unknown }) {
  const targets = (document as Document | null)?.queue_policy?.human_review?.sla_seconds;
  if (!targets) return null;
  return (
    <>
      <Facts style={{ fontSize: 13, lineHeight: '19px' }}>
        {priorities.map((priority) => (
          <div key={priority}>
            <dt>{words.priorities[priority]}</dt>
            <dd>
              <b>{words.within(duration((targets[priority] ?? 0) * 1000))}</b>
            </dd>
          </div>
        ))}
      </Facts>
      <p className="quiet" style={{ marginTop: 6 }}>
        {words.deadlinesStay}
      </p>
    </>
  );
}
