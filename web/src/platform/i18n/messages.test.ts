import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../scripts/messages';
import { messageFormat } from './messages';

const write = (text: string, values: Record<string, string | number> = {}, language = 'en') =>
  messageFormat.parse(readMessage(text), values, language);

describe('a message', () => {
  it('is its text where it has no parameters, quotes read as ICU does', () => {
    expect(write("It''s '{'here'}'")).toBe("It's {here}");
  });

  it('takes its values, and leaves out what it was not given', () => {
    expect(write('{name} of {place}', { name: 'Ana' })).toBe('Ana of ');
  });

  it('counts as its language does', () => {
    const found = '{count, plural, =0 {Nothing} one {# mot} many {# de mots} other {# mots}}';
    expect([0, 1, 1.5, 12345, 1_000_000].map((count) => write(found, { count }, 'fr'))).toEqual([
      'Nothing',
      '1 mot',
      '1,5 mot',
      '12\u202f345 mots',
      '1\u202f000\u202f000 de mots',
    ]);
    expect([0, 1, 2].map((count) => write('{count, plural, one {# word} other {# words}}', { count }))).toEqual([
      '0 words',
      '1 word',
      '2 words',
    ]);
  });

  it('chooses, one choice within the other', () => {
    const text = '{who, select, me {{n, plural, one {my job} other {my # jobs}}} other {{n, number} of {name}}}';
    expect(write(text, { who: 'me', n: 1 })).toBe('my job');
    expect(write(text, { who: 'me', n: 1200 })).toBe('my 1,200 jobs');
    expect(write(text, { who: 'constructor', n: 1200, name: 'Ana' }, 'es')).toBe('1200 of Ana');
  });

  it.each(['{when, date, short}', '{n, number, ::percent}', '{n, selectordinal, other {#th}}', '{n, plural, one {#}}'])(
    'stops the build where nothing here could write it: %s',
    (text) => {
      expect(() => readMessage(text)).toThrow();
    },
  );
});
