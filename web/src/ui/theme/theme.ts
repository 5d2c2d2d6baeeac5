import { createTheme } from '@mui/material/styles';
import { components } from './components';
import { dark, light, type Tokens } from './tokens';

declare module '@mui/material/styles' {
  interface Palette {
    tokens: Tokens;
  }
  interface PaletteOptions {
    tokens?: Tokens;
  }
}

const fonts = "'Inter Variable', system-ui, sans-serif";
export const monospace = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace";

function palette(tokens: Tokens) {
  return {
    tokens,
    primary: {
      main: tokens.accentFill,
      dark: tokens.accentFillHover,
      light: tokens.accent,
      contrastText: tokens.onAccent,
    },
    error: { main: tokens.danger, dark: tokens.dangerFillHover, light: tokens.danger, contrastText: tokens.onAccent },
    warning: { main: tokens.warning, dark: tokens.warning, light: tokens.warning },
    success: { main: tokens.success, dark: tokens.success, light: tokens.success },
    info: { main: tokens.accent, dark: tokens.accent, light: tokens.accent },
    text: { primary: tokens.text, secondary: tokens.muted },
    divider: tokens.border,
    background: { default: tokens.canvas, paper: tokens.surface },
    action: { hover: tokens.hover, selected: tokens.selected, active: tokens.muted },
  };
}

/** Both colour schemes as CSS variables, switched by `data-theme`, so that a change of theme renders nothing anew. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: '[data-theme="%s"]' },
  colorSchemes: { light: { palette: palette(light) }, dark: { palette: palette(dark) } },
  spacing: 4,
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: fonts,
    fontSize: 15,
    htmlFontSize: 16,
    fontWeightMedium: 550,
    fontWeightBold: 650,
    h1: { fontSize: '1.375rem', lineHeight: 1.3, fontWeight: 620, letterSpacing: '-0.015em' },
    h2: { fontSize: '1rem', lineHeight: 1.4, fontWeight: 600, letterSpacing: '-0.006em' },
    h3: { fontSize: '0.875rem', lineHeight: 1.4, fontWeight: 600 },
    body1: { fontSize: '0.9375rem', lineHeight: 1.55 },
    body2: { fontSize: '0.875rem', lineHeight: 1.5 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
    button: { fontSize: '0.875rem', lineHeight: 1.25, fontWeight: 550, textTransform: 'none', letterSpacing: 0 },
  },
  transitions: {
    duration: {
      shortest: 80,
      shorter: 100,
      short: 120,
      standard: 140,
      complex: 140,
      enteringScreen: 140,
      leavingScreen: 100,
    },
  },
  components,
});
