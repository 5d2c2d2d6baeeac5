import type { Components, Theme } from '@mui/material/styles';

type Themed = { theme: Theme & { vars?: Theme['vars'] } };
const tokens = ({ theme }: Themed) => (theme.vars ?? theme).palette.tokens;

/** Two-colour ring: visible on every surface of both themes. */
export const focusRing = (t: { accent: string }) => ({ outline: `2px solid ${t.accent}`, outlineOffset: 2 });

/** What makes MUI ours: borders before shadows, no ripple, no capitals, controls of one height. */
export const components: Components<Theme> = {
  MuiCssBaseline: {
    styleOverrides: (theme) => {
      const t = (theme.vars ?? theme).palette.tokens;
      return {
        ':root': { '--control-height': '36px', '--row-height': '44px', '--page-gap': '24px' },
        ':root[data-density="compact"]': { '--control-height': '32px', '--row-height': '34px', '--page-gap': '16px' },
        body: { fontFeatureSettings: "'cv11', 'ss03'", WebkitFontSmoothing: 'antialiased' },
        '::selection': { backgroundColor: t.accentFill, color: t.onAccent },
        'h1:focus': { outline: 'none' },
        ':focus-visible': { ...focusRing(t), borderRadius: 4 },
      };
    },
  },
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: {
      root: (p) => ({ fontFamily: 'inherit', '&:focus-visible, &.Mui-focusVisible': focusRing(tokens(p)) }),
    },
  },
  MuiButton: {
    defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit' },
    styleOverrides: {
      root: (p) => ({
        minHeight: 'var(--control-height)',
        padding: '0 14px',
        whiteSpace: 'nowrap',
        '& .MuiButton-startIcon': { marginRight: 6 },
        '&.MuiButton-outlined': {
          borderColor: tokens(p).border,
          backgroundColor: tokens(p).surface,
          '&:hover': { backgroundColor: tokens(p).hover },
        },
        '&.MuiButton-containedError': { backgroundColor: tokens(p).dangerFill },
        '&.MuiButton-outlinedError': { color: tokens(p).danger },
        '&.MuiButton-textPrimary': { color: tokens(p).accent },
      }),
      sizeSmall: { minHeight: 28, padding: '0 10px', fontSize: '0.8125rem' },
    },
  },
  MuiIconButton: {
    styleOverrides: {
      root: (p) => ({
        borderRadius: 8,
        padding: 8,
        color: tokens(p).muted,
        '&:hover': { backgroundColor: tokens(p).hover },
      }),
    },
  },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiMenu: {
    styleOverrides: {
      paper: (p) => ({
        backgroundColor: tokens(p).raised,
        border: `1px solid ${tokens(p).border}`,
        boxShadow: '0 8px 24px rgb(0 0 0 / 0.12)',
        minWidth: 200,
      }),
      list: { padding: 4 },
    },
  },
  MuiMenuItem: {
    styleOverrides: { root: { borderRadius: 6, minHeight: 34, fontSize: '0.875rem', gap: 10, padding: '4px 10px' } },
  },
  MuiDialog: {
    styleOverrides: {
      paper: (p) => ({
        backgroundColor: tokens(p).raised,
        border: `1px solid ${tokens(p).border}`,
        borderRadius: 12,
        boxShadow: '0 16px 48px rgb(0 0 0 / 0.2)',
      }),
    },
  },
  MuiBackdrop: {
    styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'rgb(10 10 14 / 0.45)' } } },
  },
  MuiOutlinedInput: {
    styleOverrides: {
      root: (p) => ({
        minHeight: 'var(--control-height)',
        fontSize: '0.9375rem',
        backgroundColor: tokens(p).surface,
        '& .MuiOutlinedInput-notchedOutline': { borderColor: tokens(p).outline },
        '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: tokens(p).text },
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: tokens(p).accent, borderWidth: 2 },
        '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderColor: tokens(p).danger },
      }),
      // The ring is the field's own border; a second one inside it would only be noise.
      input: (p) => ({
        padding: '6px 12px',
        '&:focus-visible': { outline: 'none' },
        '&::placeholder': { color: tokens(p).muted, opacity: 1 },
      }),
      multiline: { padding: 0 },
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { margin: '4px 0 0', fontSize: '0.8125rem' } } },
  MuiCheckbox: { styleOverrides: { root: (p) => ({ padding: 6, color: tokens(p).outline }) } },
  MuiTooltip: {
    styleOverrides: {
      tooltip: (p) => ({
        backgroundColor: tokens(p).text,
        color: tokens(p).canvas,
        fontSize: '0.8125rem',
        fontWeight: 450,
      }),
    },
  },
  MuiTableCell: {
    styleOverrides: {
      root: (p) => ({
        fontSize: '0.875rem',
        height: 'var(--row-height)',
        padding: '4px 12px',
        borderColor: tokens(p).border,
        fontVariantNumeric: 'tabular-nums',
      }),
      head: (p) => ({ color: tokens(p).muted, fontSize: '0.8125rem', fontWeight: 550 }),
    },
  },
  MuiChip: { styleOverrides: { root: { borderRadius: 6, height: 24, fontSize: '0.8125rem', fontWeight: 500 } } },
  MuiLink: {
    defaultProps: { underline: 'always' },
    styleOverrides: {
      root: (p) => ({
        color: tokens(p).accent,
        textUnderlineOffset: 3,
        textDecorationColor: tokens(p).accentSoft,
        '&:hover': { textDecorationColor: 'currentcolor' },
      }),
    },
  },
};
