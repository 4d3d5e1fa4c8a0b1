import { dark, light, type StateName, type Tokens } from './tokens';

declare module '@mui/material/styles' {
  interface TypeBackground {
    sunken: string;
  }
  interface Palette {
    state: Record<StateName, string>;
    ink: { soft: string };
    lineStrong: string;
    lift: string;
  }
  interface PaletteOptions {
    state?: Record<StateName, string>;
    ink?: { soft: string };
    lineStrong?: string;
    lift?: string;
  }
  interface TypeText {
    tertiary: string;
  }
}

function palette(t: Tokens) {
  return {
    background: { default: t.canvas, paper: t.surface, sunken: t.sunken },
    text: { primary: t.text, secondary: t.text2, tertiary: t.text3, disabled: t.text3 },
    primary: { main: t.ink, dark: t.inkHover, light: t.ink, contrastText: t.onInk },
    error: { main: t.state.rejected, dark: t.state.rejected, light: t.state.rejected, contrastText: t.surface },
    ink: { soft: t.inkSoft },
    divider: t.line,
    lineStrong: t.lineStrong,
    lift: t.shadow,
    action: { hover: t.hover, selected: t.inkSoft, disabled: t.text3, disabledBackground: t.sunken },
    state: t.state,
  };
}

export const lightPalette = palette(light);
export const darkPalette = palette(dark);
