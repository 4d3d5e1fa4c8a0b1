import { createTheme } from '@mui/material/styles';
import { spokenComponents } from '../../languages/spoken';
import { components } from './components';
import { darkPalette, lightPalette } from './palette';
import { typography } from './typography';

/** The console's one theme: both colour schemes as CSS variables, so that switching repaints and re-renders nothing. */
export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'cs', colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
  spacing: 4,
  shape: { borderRadius: 8 },
  typography,
  components: { ...spokenComponents(), ...components },
  transitions: {
    duration: { shortest: 120, shorter: 120, short: 120, standard: 160, enteringScreen: 160, leavingScreen: 120 },
  },
});

export const themeStorageKey = 'countersign-theme';
