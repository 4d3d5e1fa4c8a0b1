import { styled } from '@mui/material/styles';

/** Something of one's own, and what can be done about it; on a phone the buttons come under the words. */
export const Row = styled('div')`
  display: flex; align-items: center; gap: 8px 12px; padding: 12px 0; border-top: 1px solid var(--line); flex-wrap: wrap;
  & > :is(p, div) { flex: 1 1 300px; min-width: 0; overflow-wrap: anywhere; }
  @media (max-width: 760px) { & > button { flex: 1 1 auto; } }
`;
