import { composeStories, setProjectAnnotations } from '@storybook/react-vite';
import { act, render, waitFor } from '@testing-library/react';
import type { ComponentType } from 'react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import preview from '../.storybook/preview';

setProjectAnnotations(preview);

type StoryModule = Parameters<typeof composeStories>[0];
const modules = {
  ...import.meta.glob<StoryModule>('../src/**/*.stories.tsx', { eager: true }),
  ...import.meta.glob<StoryModule>('../../samples/*/web/**/*.stories.tsx', { eager: true }),
};

/** Found, not listed: a story that is written is a story that is held to this. */
describe.each(Object.entries(modules))('%s', (_, module) => {
  const stories = Object.entries<ComponentType>(composeStories(module));

  it.each(stories)('shows %s without an accessibility violation', async (_name, Story) => {
    // The first story of a file suspends on its modules: what they bring has to arrive inside act, or nothing shows it.
    const { baseElement } = await act(async () => render(<Story />));
    // A dialog stands beside the page, and hides it.
    await waitFor(() => expect(baseElement.querySelector('main > *, [role="dialog"]')).not.toBeNull());
    await expectAccessible(baseElement);
  });
});
