import { expect, it } from 'vitest';
import { avatarColours } from '@/ui/person/avatar';
import { dark, light, type Tokens } from '@/ui/theme/tokens';

const texts = ['text', 'muted', 'accent', 'danger', 'warning', 'success'] as const;
const surfaces = ['canvas', 'surface', 'raised', 'rail', 'hover'] as const;
const fills = ['accentFill', 'accentFillHover', 'dangerFill', 'dangerFillHover'] as const;

function luminance(hex: string) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string) {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function tooFaint(tokens: Tokens, pairs: readonly (readonly [keyof Tokens, keyof Tokens])[], least: number) {
  return pairs
    .map(([front, back]) => ({ pair: `${front} on ${back}`, ratio: contrast(tokens[front], tokens[back]) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
}

const themes = [
  ['light', light],
  ['dark', dark],
] as const;

it.each(themes)('keeps text readable at 4.5:1 in the %s theme', (_, tokens) => {
  const pairs = [
    ...texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)),
    ...fills.map((fill) => ['onAccent', fill] as const),
    ...(['text', 'muted'] as const).flatMap((text) =>
      (['selected', 'accentSoft', 'dangerSoft', 'warningSoft', 'successSoft'] as const).map(
        (soft) => [text, soft] as const,
      ),
    ),
    ['accent', 'accentSoft'] as const,
    ['danger', 'dangerSoft'] as const,
    ['warning', 'warningSoft'] as const,
    ['success', 'successSoft'] as const,
  ];
  expect(tooFaint(tokens, pairs, 4.5)).toEqual([]);
});

it.each(themes)('keeps the edges of controls and the focus ring visible at 3:1 in the %s theme', (_, tokens) => {
  const pairs = (['outline', 'accent'] as const).flatMap((edge) => surfaces.map((surface) => [edge, surface] as const));
  expect(tooFaint(tokens, pairs, 3)).toEqual([]);
});

it('keeps white initials readable on every avatar', () => {
  expect(avatarColours.filter((colour) => contrast('#ffffff', colour) < 4.5)).toEqual([]);
});
