import { styled } from '@mui/material/styles';
import { useNow } from '../platform/clock';
import { Icon } from '../ui/icons';
import { timeLeft, toneColour } from './sla-clock';

const Line = styled('span')`
  display: inline-flex; gap: 5px; align-items: center; white-space: nowrap; font-weight: 600;
  &.calm { font-weight: 500; }
`;

/** The time to breach of one row, in words. */
export function TimeLeft(due: Parameters<typeof timeLeft>[0]) {
  const { text, tone } = timeLeft(due, useNow());
  return (
    <Line className={tone} style={{ color: toneColour[tone] }}>
      {tone !== 'calm' && <Icon name="clock" size={14} />}
      {text}
    </Line>
  );
}
