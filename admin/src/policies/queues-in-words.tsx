import { Facts } from '../ui/facts';
import { wholly } from '../words/time';
import { priorities, type QueueDocument, queues } from './queue-targets';
import { words } from './words';

/** A queue policy read out: how soon what waits is to be decided. */
export function QueuesInWords({ document }: { document: unknown }) {
  const policy = (document as QueueDocument | null)?.queue_policy;
  if (!policy) return null;
  return (
    <>
      {queues.map((queue) => {
        const targets = policy[queue]?.sla_seconds;
        if (!targets) return null;
        return (
          <div key={queue}>
            <p className="quiet" style={{ margin: '6px 0 2px' }}>
              {words.queueNames[queue]}
            </p>
            <Facts style={{ fontSize: 13, lineHeight: '19px' }}>
              {priorities.map((priority) => (
                <div key={priority}>
                  <dt>{words.priorities[priority]}</dt>
                  <dd>
                    <b>{words.within(wholly((targets[priority] ?? 0) * 1000))}</b>
                  </dd>
                </div>
              ))}
            </Facts>
          </div>
        );
      })}
      <p className="quiet" style={{ marginTop: 6 }}>
        {policy.leads ? words.leadsDeadlines : words.deadlinesStay}
      </p>
    </>
  );
}
