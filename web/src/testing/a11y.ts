import axe from 'axe-core';
import { expect } from 'vitest';

/** Colour contrast needs a browser and is measured there; regions belong to whole pages, which stories are not. */
const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };

export async function expectAccessible(container: Element = document.body) {
  const { violations } = await axe.run(container, { rules, iframes: false });
  expect(
    violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([]);
}
