import type { AgentKey } from '../api-types';
import { serverNow } from '../platform/clock';
import { Shown } from '../ui/shown';
import { TextButton } from '../ui/text-button';
import { moment } from '../words/time';
import { words } from './words';

interface KeyLineProps {
  agentKey: AgentKey;
  /** Left out where one may only look. */
  actions?: { onRevoke: () => void; onRotate: () => void };
}

const gone = { textDecoration: 'line-through', color: 'var(--text-3)' };

/** One key: how it begins, since and until when it works, when it was used last, and what it may ask for. */
export function KeyLine({ agentKey, actions }: KeyLineProps) {
  const now = serverNow();
  const { prefix, createdAt, revokedAt, expiresAt, lastUsedAt, tools, domains } = agentKey;
  const over = expiresAt !== null && Date.parse(expiresAt) <= now;
  const works = !revokedAt && !over;
  const scope = [...(domains ?? []), ...(tools ?? [])].join(', ');
  return (
    <div>
      <span className="mono" style={works ? undefined : gone}>
        {prefix}…
      </span>{' '}
      <span className="faint small">
        <Shown
          text={[
            revokedAt ? words.revokedOn(moment(revokedAt, now)) : words.issuedOn(moment(createdAt, now)),
            !revokedAt && expiresAt && (over ? words.endedOn : words.worksUntil)(moment(expiresAt, now)),
            lastUsedAt ? words.usedOn(moment(lastUsedAt, now)) : words.neverUsed,
            scope && words.within(scope),
          ]
            .filter(Boolean)
            .join(', ')}
        />
      </span>{' '}
      {works && actions && !expiresAt && (
        <>
          <TextButton onClick={actions.onRotate} aria-label={words.rotateTitle(prefix)}>
            {words.rotate}
          </TextButton>{' '}
        </>
      )}
      {works && actions && (
        <TextButton onClick={actions.onRevoke} aria-label={words.revokeTitle(prefix)} sx={{ color: 'state.rejected' }}>
          {words.revoke}
        </TextButton>
      )}
    </div>
  );
}
