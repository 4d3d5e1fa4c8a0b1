import { styled } from '@mui/material/styles';
import type { Ticket } from '../../../api-types';
import { Tag } from '../../../ui/marks';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Box = styled('div')`
  display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 5px 14px; align-items: center; margin: 2px 0 10px; padding-top: 4px;
  & .value { font-size: 20px; line-height: 24px; font-weight: 660; grid-row: 1 / 3; color: var(--tone); }
  & .scale { position: relative; height: 8px; border-radius: 4px; background: var(--sunken); }
  & .scale i { position: absolute; inset: 0 auto 0 0; border-radius: 4px; background: repeating-linear-gradient(115deg, var(--tone) 0 2px, color-mix(in srgb, var(--tone) 25%, var(--surface)) 2px 5px); }
  & .scale em { position: absolute; top: -4px; bottom: -4px; width: 2px; background: var(--text); }
`;

/** The confidence that the policy asks for, where it asks for one, and whether the draft falls short of it. */
export function confidenceOf({ draft, routingDecision }: Ticket): { threshold: number | null; low: boolean } {
  const asks = routingDecision.conditions.find(({ condition }) => /^confidence_(below|min)$/.test(condition));
  const threshold = typeof asks?.expected === 'number' ? asks.expected : null;
  return { threshold, low: threshold !== null && draft.confidence !== null && draft.confidence < threshold };
}

/** The model's word for itself, hatched because nobody has measured it; the policy's mark stands where it must reach. */
export function Confidence() {
  const ticket = useTicket();
  const { draft } = ticket;
  const { threshold, low } = confidenceOf(ticket);
  if (draft.confidence === null) {
    return (
      <p style={{ margin: '2px 0 10px' }} className="quiet small">
        <Tag state="pending" icon="triangle">
          {words.noConfidence}
        </Tag>{' '}
        {words.noConfidenceSays}
      </p>
    );
  }
  const value = draft.confidence.toFixed(2);
  const tone = low ? 'var(--cs-palette-state-pending)' : 'var(--text)';
  return (
    <Box style={{ ['--tone' as string]: tone }}>
      <span className="value">{value}</span>
      <div className="scale" role="img" aria-label={words.confidenceLabel(value, threshold?.toFixed(2) ?? null)}>
        <i style={{ width: `${draft.confidence * 100}%` }} />
        {threshold !== null && <em style={{ left: `${threshold * 100}%` }} />}
      </div>
      <span className="small quiet">
        {words.confidenceSays} <b>{words.uncalibrated}</b>: {words.uncalibratedSays}{' '}
        {threshold !== null && words.mark(threshold.toFixed(2))}
      </span>
    </Box>
  );
}
