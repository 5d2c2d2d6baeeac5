import Button from '@mui/material/Button';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useMemo } from 'react';
import { ProblemError, unreachable } from '@/platform/api/problem';
import type { ListDefinition, ListPage, ListSource } from './definition';
import { ListView } from './list-view';

interface Ship {
  id: string;
  name: string;
  port: string;
  tonnes: number;
}

const ports = ['Cádiz', 'Brest', 'Hull'];
const ships: Ship[] = Array.from({ length: 60 }, (_, index) => ({
  id: `ship-${index + 1}`,
  name: `Ship ${index + 1}`,
  port: ports[index % 3] ?? '',
  tonnes: 1000 + index * 37,
}));

function useShips(): ListDefinition<Ship> {
  return useMemo(
    () => ({
      id: 'test.ships',
      label: 'Ships',
      defaultSort: '-tonnes',
      search: 'Search ships',
      exportPath: '/api/v1/ships',
      rowId: (ship) => ship.id,
      rowName: (ship) => ship.name,
      rowPath: (ship) => `/ships/${ship.id}`,
      empty: { title: 'No ships yet', text: 'The first one appears here.' },
      filters: [
        {
          kind: 'choice',
          id: 'port',
          label: 'Port',
          multiple: true,
          options: ports.map((port) => ({ value: port, label: port })),
        },
        { kind: 'text', id: 'flag', label: 'Flag' },
        { kind: 'dates', id: 'built', label: 'Built', from: 'builtFrom', to: 'builtTo' },
        { kind: 'link', id: 'ownerId', label: 'Owner' },
      ],
      columns: [
        { id: 'name', label: 'Name', sort: 'name', phone: 'title', cell: (ship) => ship.name },
        { id: 'port', label: 'Home port', phone: 'line', cell: (ship) => ship.port },
        { id: 'tonnes', label: 'Tonnes', sort: 'tonnes', align: 'end', phone: 'badge', cell: (ship) => ship.tonnes },
        { id: 'key', label: 'Key', hidden: true, cell: (ship) => ship.id },
      ],
    }),
    [],
  );
}

interface Situation {
  load: ListSource<Ship>['load'];
  selectable?: boolean;
}

function Ships({ load, selectable }: Situation) {
  const definition = useShips();
  const bulk = selectable ? () => <Button size="small">Scrap ships</Button> : undefined;
  return <ListView definition={definition} source={{ key: ['ships'], load }} bulk={bulk} />;
}

const slices =
  (all: readonly Ship[]): Situation['load'] =>
  ({ cursor, limit = 50, withTotal }) => {
    const start = Number(cursor ?? 0);
    const next = start + limit < all.length ? String(start + limit) : null;
    const page: ListPage<Ship> = { items: all.slice(start, start + limit), next, total: withTotal ? all.length : null };
    return Promise.resolve(page);
  };

const meta: Meta<typeof Ships> = { title: 'List', component: Ships, parameters: { path: '/ships' } };
export default meta;
type Story = StoryObj<typeof Ships>;

export const ManyRows: Story = {
  args: { load: slices(ships), selectable: true },
  parameters: { path: '/ships?limit=25' },
};
export const FewRows: Story = { args: { load: slices(ships.slice(0, 3)) } };
export const Narrowed: Story = {
  args: { load: slices(ships.slice(0, 3)) },
  parameters: { path: '/ships?port=Hull,Brest&builtFrom=2026-01-01&builtTo=2026-03-31&q=sea&ownerId=o-1' },
};
export const Loading: Story = { args: { load: () => new Promise(() => undefined) } };
export const Empty: Story = { args: { load: slices([]) } };
export const NoMatch: Story = { args: { load: slices([]) }, parameters: { path: '/ships?port=Hull' } };
export const PastTheEnd: Story = { args: { load: slices([]) }, parameters: { path: '/ships?cursor=999' } };
export const Failed: Story = {
  args: { load: () => Promise.reject(new ProblemError({ status: 500, code: 'server.failed', traceId: 'trace-7' })) },
};
export const Refused: Story = {
  args: { load: () => Promise.reject(new ProblemError({ status: 403, code: 'access.denied' })) },
};
export const Offline: Story = {
  args: { load: () => Promise.reject(new ProblemError({ status: 0, code: unreachable })) },
};
