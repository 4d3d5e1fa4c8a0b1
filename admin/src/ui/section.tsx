import { styled } from '@mui/material/styles';
import { type ReactNode, useId } from 'react';

const Box = styled('section')`
  & + & { margin-top: 18px; }
  & > header { display: flex; align-items: center; gap: 8px; margin-bottom: 7px; min-height: 20px; flex-wrap: wrap; }
  & > header h2 { font: var(--cs-font-subtitle2); }
  & > header .right { margin-left: auto; color: var(--text-3); font-size: 12px; min-width: 0; overflow-wrap: anywhere; }
`;

interface SectionProps {
  title: string;
  mark?: ReactNode;
  right?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a column. */
export function Section({ title, mark, right, className, children }: SectionProps) {
  const id = useId();
  return (
    <Box aria-labelledby={id} className={className}>
      <header>
        <h2 id={id}>{title}</h2>
        {mark}
        {right && <span className="right">{right}</span>}
      </header>
      {children}
    </Box>
  );
}
