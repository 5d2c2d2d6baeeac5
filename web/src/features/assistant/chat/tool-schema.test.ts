import { describe, expect, it } from 'vitest';
import { argumentsOf, typedOf, valuesOf, wrongWith } from './tool-schema';

const schema = {
  type: 'object',
  required: ['id', 'roles', 'count'],
  additionalProperties: false,
  properties: {
    reason: { type: ['null', 'string'], maxLength: 500 },
    id: { type: 'string', format: 'uuid' },
    theme: { oneOf: [{ type: 'null' }, { $ref: '#/$defs/Theme' }] },
    roles: { type: 'array', items: { type: 'string' } },
    states: { type: ['null', 'array'], items: { $ref: '#/$defs/Theme' } },
    count: { type: ['integer', 'string'], format: 'int32' },
    ratio: { type: 'number' },
    isEnabled: { type: ['null', 'boolean'] },
    on: { type: 'string', format: 'date' },
    from: { type: ['null', 'string'], format: 'date-time' },
    choices: { type: 'array', items: { type: 'object' } },
    cursor: { type: 'string' },
  },
  $defs: { Theme: { type: 'string', enum: ['light', 'dark'], description: 'How it looks' } },
};
const known = argumentsOf(schema);
const kinds = Object.fromEntries(known.map(({ name, kind }) => [name, kind]));
function find(name: string) {
  const found = known.find((each) => each.name === name);
  if (!found) throw new Error(`No field for ${name}`);
  return found;
}

describe('the form of a tool', () => {
  it('has a field for every argument, those that are needed first, and none for paging', () => {
    expect(known.slice(0, 3).map(({ name }) => name)).toEqual(['id', 'roles', 'count']);
    expect(kinds).toEqual({
      id: 'text',
      roles: 'lines',
      count: 'integer',
      reason: 'text',
      theme: 'choice',
      states: 'choices',
      ratio: 'number',
      isEnabled: 'yesNo',
      on: 'date',
      from: 'time',
      choices: 'json',
    });
    expect(find('states').options).toEqual(['light', 'dark']);
    expect(find('theme').description).toBe('How it looks');
    expect(find('reason').isLong).toBe(true);
  });

  it('calls with values of their types and leaves out what is empty and not needed', () => {
    const typed = {
      ...typedOf(known, { id: 'x', isEnabled: false }),
      roles: ' member \n\nauditor',
      count: '3',
      ratio: '0.5',
      states: ['dark'],
      on: '2026-03-01',
      choices: '[{"kind":"a"}]',
    };
    expect(valuesOf(known, typed)).toEqual({
      id: 'x',
      roles: ['member', 'auditor'],
      count: 3,
      ratio: 0.5,
      isEnabled: false,
      states: ['dark'],
      on: '2026-03-01',
      choices: [{ kind: 'a' }],
    });
    expect(valuesOf(known, typedOf(known, {}))).toEqual({ roles: [] });
  });

  it('keeps a moment as it was given', () => {
    const given = { from: '2026-03-01T09:30:00.000Z' };
    expect(valuesOf(known, typedOf(known, given)).from).toBe(given.from);
  });

  it('says what is missing or no number, and leaves the rest to the server', () => {
    expect(wrongWith(find('id'), ' ')).toBe('validation.required');
    expect(wrongWith(find('count'), '1.5')).toBe('validation.pattern');
    expect(wrongWith(find('choices'), '{')).toBe('validation.pattern');
    expect(wrongWith(find('reason'), '')).toBeUndefined();
    expect(wrongWith(find('id'), 'not an id')).toBeUndefined();
  });

  it('has no fields for a tool without arguments', () => {
    expect(argumentsOf({ type: 'object', properties: {} })).toEqual([]);
    expect(argumentsOf(null)).toEqual([]);
  });
});
