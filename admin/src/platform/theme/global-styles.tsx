import CssBaseline from '@mui/material/CssBaseline';
import GlobalStyles from '@mui/material/GlobalStyles';

/** Short names for the tokens, so that styled parts read like a drawing: `var(--line)`, `var(--ink)`, `var(--pending)`. */
const aliases = {
  '--canvas': 'var(--cs-palette-background-default)',
  '--surface': 'var(--cs-palette-background-paper)',
  '--sunken': 'var(--cs-palette-background-sunken)',
  '--hover': 'var(--cs-palette-action-hover)',
  '--line': 'var(--cs-palette-divider)',
  '--line-2': 'var(--cs-palette-lineStrong)',
  '--text': 'var(--cs-palette-text-primary)',
  '--text-2': 'var(--cs-palette-text-secondary)',
  '--text-3': 'var(--cs-palette-text-tertiary)',
  '--ink': 'var(--cs-palette-primary-main)',
  '--ink-soft': 'var(--cs-palette-ink-soft)',
  '--on-ink': 'var(--cs-palette-primary-contrastText)',
  '--mono': 'var(--cs-font-code)',
};

export const Baseline = () => (
  <>
    <CssBaseline enableColorScheme />
    <GlobalStyles
      styles={{
        ':root': aliases,
        'html, body, #root': { height: '100%' },
        body: {
          fontSize: 13,
          lineHeight: '19px',
          letterSpacing: 0,
          // Foreign ids and names can be longer than any column.
          overflowWrap: 'break-word',
          fontFeatureSettings: '"calt","cv11"',
          fontVariantNumeric: 'tabular-nums',
          WebkitFontSmoothing: 'antialiased',
        },
        'h1,h2,h3,p,ul,ol,dl,dd,figure,pre': { margin: 0, padding: 0 },
        'ul,ol': { listStyle: 'none' },
        'b,strong': { fontWeight: 600 },
        a: {
          color: 'var(--ink)',
          textDecorationColor: 'color-mix(in srgb, var(--ink) 35%, transparent)',
          textUnderlineOffset: 2,
        },
        '.mono': { font: 'var(--cs-font-code)', fontVariantLigatures: 'none' },
        '.quiet': { color: 'var(--text-2)' },
        '.faint': { color: 'var(--text-3)' },
        '.small': { fontSize: 12, lineHeight: '17px' },
        '.hidden': {
          position: 'absolute',
          width: 1,
          height: 1,
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        },
        '.print-only': { display: 'none' },
        // On paper there is the page alone: no way around it, nothing to press, black on white, and as long as it is.
        '@media print': {
          'html, body, #root, #root *': { overflow: 'visible !important' },
          'html, body, #root': { height: 'auto' },
          ':root, :root *': { color: '#000 !important', background: 'none !important', boxShadow: 'none !important' },
          'nav, .actions, .skip, button, [role="search"]': { display: 'none !important' },
          '#root div:has(> main)': { display: 'block !important', height: 'auto !important' },
          '.print-only': { display: 'block' },
          '.screen-only': { display: 'none' },
          'h1, h2, dt': { breakAfter: 'avoid' },
          '@page': { margin: '16mm' },
        },
        // Over MUI's own `outline: 0`: the ring must survive on every control.
        ':focus-visible, .MuiButtonBase-root.Mui-focusVisible': {
          outline: '2px solid var(--ink) !important',
          outlineOffset: '2px',
        },
        '.MuiInputBase-input:focus-visible, textarea:focus-visible': { outline: 'none !important' },
        '[tabindex="-1"]:focus-visible': { outline: 'none !important' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animation: 'none !important',
            transition: 'none !important',
            scrollBehavior: 'auto !important',
          },
        },
      }}
    />
  </>
);
