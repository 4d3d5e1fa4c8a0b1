import { styled } from '@mui/material/styles';
import { Shown } from './shown';

const Details = styled('details')`
  margin-top: 8px;
  & summary { cursor: pointer; font-size: 12px; color: var(--ink); width: max-content; border-radius: 3px; }
  & pre { font: var(--cs-font-code); background: var(--sunken); border-radius: 8px; padding: 10px 12px; margin-top: 6px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 60vh; overflow: auto; }
`;

interface JsonViewProps {
  title: string;
  value: unknown;
  open?: boolean;
}

/** A document as it is stored, folded away until someone wants it. */
export const JsonView = ({ title, value, open }: JsonViewProps) => (
  <Details open={open}>
    <summary>{title}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <pre tabIndex={0}>
      <Shown text={JSON.stringify(value, null, 2)} />
    </pre>
  </Details>
);
