import { describe, expect, it } from 'vitest';
import { exportHref, readAddress, toQuery, writeAddress } from './address';
import { endOfDay, startOfDay } from './days';
import type { ListDefinition } from './definition';

const list: Pick<ListDefinition<never>, 'filters' | 'defaultSort' | 'columns' | 'search'> = {
  defaultSort: '-createdAt',
  search: 'Search',
  columns: [{ id: 'name', label: 'Name', sort: 'name', cell: () => null }],
  filters: [
    {
      kind: 'choice',
      id: 'status',
      label: 'Status',
      multiple: true,
      options: ['a', 'b'].map((value) => ({ value, label: value })),
    },
    { kind: 'choice', id: 'action', label: 'Action', open: true, options: [] },
    { kind: 'dates', id: 'made', label: 'Made', from: 'madeFrom', to: 'madeTo' },
  ],
};

describe('the address of a list', () => {
  it('leaves out what the list does not know, so that a typed address never fails', () => {
    const address = readAddress({ status: 'a,x', sort: '-secret', limit: '7', madeFrom: 'soon', colour: 'red' }, list);
    expect(address).toEqual({ filters: { status: ['a'] }, q: '', sort: '-createdAt', limit: 50, cursor: undefined });
  });

  it('lets an open filter through, for actions of other modules', () => {
    expect(readAddress({ action: 'notes.board.moved' }, list).filters).toEqual({ action: ['notes.board.moved'] });
  });

  it('comes back the same after being written, with the parameters of others left alone', () => {
    const address = readAddress(
      { status: 'a,b', q: 'x', sort: '-name', limit: '100', cursor: 'c', madeTo: '2026-02-03' },
      list,
    );
    const written = writeAddress({ panel: 'full', status: 'b' }, list, address);
    expect(written.panel).toBe('full');
    expect(readAddress(written, list)).toEqual(address);
  });

  it('does not write what is the default anyway', () => {
    expect(writeAddress({}, list, readAddress({}, list))).toEqual({});
  });

  it('exports all rows of the question with each value as a parameter of its own', () => {
    const query = toQuery(readAddress({ status: 'a,b', cursor: 'c', limit: '25' }, list), list, 'UTC');
    expect(exportHref('/api/v1/things', query, 'csv')).toBe(
      '/api/v1/things?status=a&status=b&sort=-createdAt&format=csv',
    );
  });
});

describe('a day in a time zone', () => {
  it.each([
    ['Europe/Madrid', '2026-11-22', '2026-11-21T23:00:00.000Z', '2026-11-22T22:59:59.999Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999Z'],
    ['Europe/Madrid', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
    ['Asia/Kolkata', '2026-01-01', '2025-12-31T18:30:00.000Z', '2026-01-01T18:29:59.999Z'],
  ])('starts and ends by the clocks of %s on %s', (zone, day, start, end) => {
    expect(startOfDay(day, zone)).toBe(start);
    expect(endOfDay(day, zone)).toBe(end);
  });
});
