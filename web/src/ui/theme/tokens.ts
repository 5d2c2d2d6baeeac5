/**
 * Every colour of the web app, by what it is for. A test holds each pair that carries text at 4.5:1 and each that only
 * marks a border or a focus ring at 3:1, in both themes.
 */
export type Tokens = Readonly<{
  canvas: string; // behind everything
  surface: string; // cards, fields, panels
  raised: string; // menus, dialogs
  rail: string;
  hover: string;
  selected: string;
  text: string;
  muted: string; // secondary text
  border: string; // separates, carries no meaning
  outline: string; // the edge of a control
  accent: string; // links, focus, what is selected
  accentFill: string; // primary buttons
  accentFillHover: string;
  onAccent: string;
  accentSoft: string;
  danger: string;
  dangerFill: string;
  dangerFillHover: string;
  dangerSoft: string;
  warning: string;
  warningSoft: string;
  success: string;
  successSoft: string;
}>;

export const light: Tokens = {
  canvas: '#ffffff',
  surface: '#ffffff',
  raised: '#ffffff',
  rail: '#f7f7f8',
  hover: '#f1f1f3',
  selected: '#ececf0',
  text: '#1b1b1f',
  muted: '#5d5d66',
  border: '#e4e4e8',
  outline: '#878791',
  accent: '#4747c2',
  accentFill: '#4f4fd0',
  accentFillHover: '#4242b4',
  onAccent: '#ffffff',
  accentSoft: '#eeeefc',
  danger: '#b42323',
  dangerFill: '#c02b2b',
  dangerFillHover: '#a32121',
  dangerSoft: '#fdf0ef',
  warning: '#8a5300',
  warningSoft: '#fdf5e4',
  success: '#1a6e3c',
  successSoft: '#ebf7ef',
};

export const dark: Tokens = {
  canvas: '#121215',
  surface: '#17171b',
  raised: '#1e1e23',
  rail: '#0e0e11',
  hover: '#222228',
  selected: '#292930',
  text: '#ececf0',
  muted: '#a3a3ae',
  border: '#2a2a31',
  outline: '#74747f',
  accent: '#a5a7fa',
  accentFill: '#5c5ce0',
  accentFillHover: '#5151d3',
  onAccent: '#ffffff',
  accentSoft: '#22223f',
  danger: '#f58c86',
  dangerFill: '#bd3a36',
  dangerFillHover: '#a93330',
  dangerSoft: '#331a1b',
  warning: '#e5b25d',
  warningSoft: '#2e2413',
  success: '#76c893',
  successSoft: '#15291d',
};
