/// <reference types="vite/client" />
import { expect, it } from 'vitest';

const routes: Record<string, string> = {
  ...import.meta.glob<string>('../src/features/*/*/index.ts', { eager: true, query: '?raw', import: 'default' }),
  ...import.meta.glob<string>('../../samples/*/web/*/index.ts', { eager: true, query: '?raw', import: 'default' }),
};

it.each(Object.entries(routes))(
  'keeps out of the first script what only its pages or the shell need: %s',
  (_, source) => {
    const imported = [...source.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gm)].map(([, from]) => from);
    expect(imported).toEqual([]);
  },
);
