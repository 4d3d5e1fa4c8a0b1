import { styled } from '@mui/material/styles';
import { Avatar } from '../../ui/marks';
import { Shown } from '../../ui/shown';
import { useTicket } from '../review/use-ticket';
import { useOthersLooking, useShowPresence } from './use-presence';
import { words } from './words';

const Line = styled('span')`
  display: flex; gap: 5px; align-items: center; min-width: 0; color: var(--text-2); font-weight: 540;
  & > span:last-of-type { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`;

/** Who else has this ticket on screen now. */
export function OthersLooking() {
  const { id } = useTicket();
  useShowPresence(id);
  const others = useOthersLooking(id);
  return (
    <span role="status" style={{ minWidth: 0 }}>
      {others.length > 0 && (
        <Line>
          {others.slice(0, 3).map(({ personId, personName }) => (
            <Avatar key={personId} name={personName} />
          ))}
          <span>
            <Shown text={words.looking(others.map(({ personName }) => personName))} />
          </span>
        </Line>
      )}
    </span>
  );
}
