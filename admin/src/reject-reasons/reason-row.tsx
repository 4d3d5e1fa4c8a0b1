import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import type { RejectReason } from '../api-types';
import { Icon } from '../ui/icons';
import { Shown } from '../ui/shown';
import { words } from './words';

const Row = styled('li')`
  display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 220px) auto; gap: 4px 16px; align-items: center; padding: 6px 0; border-bottom: 1px solid var(--line);
  & .mono { color: var(--text-3); font-size: 12px; overflow-wrap: anywhere; }
  & .acts { display: flex; gap: 4px; justify-content: flex-end; }
  & .acts .turn { min-width: 32px; padding: 0; } & .up svg { transform: rotate(180deg); }
  @media (max-width: 760px) { grid-template-columns: minmax(0, 1fr); & .acts { justify-content: flex-start; } & .acts button { min-height: 44px; min-width: 44px; } }
`;

interface ReasonRowProps {
  reason: RejectReason;
  keeps: boolean;
  onLabel?: (label: string) => void;
  onUp?: () => void;
  onDown?: () => void;
  onArchive?: () => void;
  onOffer?: () => void;
}

export function ReasonRow({ reason, keeps, onLabel, onUp, onDown, onArchive, onOffer }: ReasonRowProps) {
  const { code, label } = reason;
  return (
    <Row>
      {keeps && onLabel ? (
        <TextField
          size="small"
          value={label}
          onChange={(event) => onLabel(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 120, 'aria-label': words.labelOf(code) } }}
        />
      ) : (
        <span>
          <Shown text={words.reason(code, label)} />
        </span>
      )}
      <span className="mono">{code}</span>
      {keeps && (
        <span className="acts">
          {onLabel && (
            <>
              <Button size="small" className="turn up" onClick={onUp} disabled={!onUp} aria-label={words.up(label)}>
                <Icon name="down" size={14} />
              </Button>
              <Button size="small" className="turn" onClick={onDown} disabled={!onDown} aria-label={words.down(label)}>
                <Icon name="down" size={14} />
              </Button>
              <Button size="small" onClick={onArchive} disabled={!onArchive} aria-label={words.archiveOf(label)}>
                {words.archive}
              </Button>
            </>
          )}
          {onOffer && (
            <Button size="small" onClick={onOffer} aria-label={words.offerOf(label)}>
              {words.offer}
            </Button>
          )}
        </span>
      )}
    </Row>
  );
}
