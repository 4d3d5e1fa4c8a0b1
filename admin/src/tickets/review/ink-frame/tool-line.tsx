import { Tag } from '../../../ui/marks';
import { visible } from '../../../words/visible';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { words } from '../words';

/** The tool by its signed name and version; where it is sent and what a timeout would mean stand beside it. */
export function ToolLine() {
  const { toolCall } = useTicket();
  const { signed, seen } = useReview();
  if (!signed?.tool) {
    return (
      <div>
        <dt>{words.tool}</dt>
        <dd>
          {words.signAnswer}
          <i className="end" ref={seen.watch('tool')} />
        </dd>
      </div>
    );
  }
  const { name, version, endpointVersion } = signed.tool;
  const about = [
    version !== null && words.version(version),
    toolCall?.endpoint && words.endpoint(toolCall.endpoint, endpointVersion),
    toolCall?.retryClass && words.retry[toolCall.retryClass],
  ].filter(Boolean);
  return (
    <div>
      <dt>{words.tool}</dt>
      <dd>
        <b>{visible(name)}</b> <span className="faint">{about.join(', ')}</span>
        {toolCall && !toolCall.registered && (
          <div style={{ marginTop: 4, display: 'grid', gap: 2, justifyItems: 'start' }}>
            <Tag state="pending" icon="triangle">
              {words.unregistered.split('.')[0]}
            </Tag>
            <span className="quiet small">{words.unregistered.split('. ').slice(1).join('. ')}</span>
          </div>
        )}
        <i className="end" ref={seen.watch('tool')} />
      </dd>
    </div>
  );
}
