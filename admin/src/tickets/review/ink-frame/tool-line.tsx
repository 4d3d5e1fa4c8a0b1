import { Tag } from '../../../ui/marks';
import { Findings, Shown } from '../../../ui/shown';
import { useReview } from '../review-context';
import { Sentinels } from '../sentinels';
import { useTicket } from '../use-ticket';
import { words } from '../words';

/** The tool by its signed name and version; where it is sent and what a timeout would mean stand beside it. */
export function ToolLine() {
  const { toolCall } = useTicket();
  const { signed } = useReview();
  if (!signed?.tool) {
    return (
      <div>
        <dt>{words.tool}</dt>
        <dd>
          {words.signAnswer}
          <Sentinels part="tool" />
        </dd>
      </div>
    );
  }
  const { name, version, endpointVersion } = signed.tool;
  const about = [
    version !== null && words.version(version),
    toolCall?.endpoint &&
      (toolCall.runner === 'agent' ? words.agentCalls : words.endpoint)(toolCall.endpoint, endpointVersion),
    toolCall?.retryClass && toolCall.runner !== 'agent' && words.retry[toolCall.retryClass],
  ].filter(Boolean);
  return (
    <div>
      <dt>{words.tool}</dt>
      <dd>
        <b>
          <Shown text={name} />
        </b>{' '}
        <span className="faint">
          <Shown text={about.join(', ')} />
        </span>
        <Findings exact={[name]} />
        {toolCall && !toolCall.registered && (
          <div style={{ marginTop: 4, display: 'grid', gap: 2, justifyItems: 'start' }}>
            <Tag state="pending" icon="triangle">
              {words.unregistered.split('.')[0]}
            </Tag>
            <span className="quiet small">{words.unregistered.split('. ').slice(1).join('. ')}</span>
          </div>
        )}
        <Sentinels part="tool" />
      </dd>
    </div>
  );
}
