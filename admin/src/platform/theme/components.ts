import type { Components, Theme } from '@mui/material/styles';

const phone = '@media (max-width:760px)';
const border = '1px solid var(--cs-palette-lineStrong)';

/** Sizes, borders and focus for every MUI part in use; set here once and nowhere else. */
export const components: Components<Theme> = {
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { variant: 'outlined', color: 'inherit', disableElevation: true },
    styleOverrides: {
      root: {
        height: 36,
        padding: '0 12px',
        gap: 8,
        minWidth: 0,
        whiteSpace: 'nowrap',
        // Only under the pointer: a button that becomes ready is ready at once, text and ground together.
        transition: 'none',
        '&:hover': { transition: 'background-color 120ms ease-out' },
        [phone]: { height: 44 },
        '&.Mui-disabled': { color: 'var(--cs-palette-text-tertiary)', cursor: 'not-allowed', pointerEvents: 'auto' },
      },
      outlined: {
        border,
        backgroundColor: 'var(--cs-palette-background-paper)',
        '&:hover': { backgroundColor: 'var(--cs-palette-action-hover)' },
        '&.Mui-disabled': { border: '1px solid var(--cs-palette-divider)' },
      },
      text: { padding: '0 8px', color: 'var(--cs-palette-text-secondary)' },
      contained: { padding: '0 14px' },
      sizeSmall: { height: 28, padding: '0 9px', fontSize: 12, borderRadius: 7, gap: 6, [phone]: { height: 36 } },
      colorError: { color: 'var(--cs-palette-state-rejected)' },
    },
    variants: [
      {
        props: { variant: 'contained', color: 'error' },
        style: {
          backgroundColor: 'var(--cs-palette-state-rejected)',
          color: 'var(--cs-palette-background-paper)',
          '&:hover': { backgroundColor: 'var(--cs-palette-state-rejected)', filter: 'brightness(.92)' },
        },
      },
    ],
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 8, width: 32, height: 32, padding: 0, color: 'inherit' } } },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: {
    styleOverrides: {
      paper: {
        border: '1px solid var(--cs-palette-divider)',
        borderRadius: 12,
        boxShadow: 'var(--cs-palette-lift)',
        [phone]: {
          margin: 0,
          position: 'fixed',
          bottom: 0,
          width: '100%',
          maxWidth: '100%',
          maxHeight: '92dvh',
          borderRadius: '14px 14px 0 0',
        },
      },
    },
  },
  MuiDialogTitle: {
    styleOverrides: {
      root: {
        fontSize: 18,
        lineHeight: '24px',
        fontWeight: 640,
        padding: '18px 24px 6px',
        [phone]: { padding: '16px 16px 6px' },
      },
    },
  },
  MuiDialogContent: { styleOverrides: { root: { padding: '6px 24px 16px', [phone]: { padding: '6px 16px 16px' } } } },
  MuiDialogActions: {
    styleOverrides: {
      root: {
        padding: '12px 24px 16px',
        [phone]: {
          padding: '12px 16px calc(12px + env(safe-area-inset-bottom))',
          '& > .MuiButton-contained': { flex: 1 },
        },
        borderTop: '1px solid var(--cs-palette-divider)',
        gap: 8,
        '& > :not(style) ~ :not(style)': { marginLeft: 0 },
      },
    },
  },
  MuiBackdrop: {
    styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'rgba(10,14,22,.42)' } } },
  },
  MuiMenu: {
    styleOverrides: {
      paper: { border: '1px solid var(--cs-palette-divider)', boxShadow: 'var(--cs-palette-lift)', minWidth: 180 },
    },
  },
  MuiMenuItem: {
    styleOverrides: { root: { fontSize: 13, minHeight: 34, paddingInline: 12, gap: 10, [phone]: { minHeight: 44 } } },
  },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true, variant: 'outlined' } },
  // Optional fields say so in words; an asterisk on the others would be a second convention.
  MuiInputLabel: { defaultProps: { shrink: true, required: false } },
  MuiOutlinedInput: {
    defaultProps: { notched: true },
    styleOverrides: {
      root: { fontSize: 13, backgroundColor: 'var(--cs-palette-background-paper)', [phone]: { fontSize: 16 } },
      // The notch follows the label's size, not the input's, which is larger on a phone.
      notchedOutline: { borderColor: 'var(--cs-palette-lineStrong)', '& legend': { fontSize: 10.5 } },
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 0, fontSize: 12, lineHeight: '17px' } } },
  MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 6 } } },
  MuiFormControlLabel: { styleOverrides: { root: { marginLeft: -5 }, label: { fontSize: 13, lineHeight: '19px' } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400 },
    styleOverrides: {
      tooltip: {
        fontSize: 12,
        lineHeight: '17px',
        fontWeight: 450,
        maxWidth: 320,
        color: 'var(--cs-palette-background-paper)',
        backgroundColor: 'var(--cs-palette-text-primary)',
      },
    },
  },
};
