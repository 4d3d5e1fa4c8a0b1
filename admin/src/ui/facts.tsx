import { styled } from '@mui/material/styles';

/** Names and values, one a line. */
export const Facts = styled('dl')`
  display: grid; gap: 3px; font-size: 12px; line-height: 17px;
  & > div { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 12px; align-items: baseline; }
  & dt { color: var(--text-3); overflow-wrap: anywhere; } & dd { min-width: 0; overflow-wrap: anywhere; }
  @media (max-width: 760px) { & > div { grid-template-columns: 1fr; gap: 0; } }
`;
