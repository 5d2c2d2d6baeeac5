import type { Preview } from '@storybook/react-vite';
import { withApp } from '../src/testing/with-app';

const preview: Preview = {
  decorators: [withApp],
  parameters: { layout: 'fullscreen' },
  globalTypes: {
    theme: { toolbar: { title: 'Theme', items: ['light', 'dark'] } },
    language: { toolbar: { title: 'Language', items: ['en', 'es', 'fr'] } },
  },
  initialGlobals: { theme: 'light', language: 'en' },
};

export default preview;
