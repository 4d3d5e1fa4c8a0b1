import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';

/** Looks like a link, does something here. */
export const TextButton = styled(ButtonBase)`
  font: inherit; font-size: 12px; line-height: 17px; color: var(--ink); gap: 6px; text-decoration: underline; text-underline-offset: 2px; border-radius: 3px;
  text-decoration-color: color-mix(in srgb, var(--ink) 35%, transparent); vertical-align: baseline;
`;
