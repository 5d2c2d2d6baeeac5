import Box from '@mui/material/Box';
import type { Meta, StoryObj } from '@storybook/react-vite';
import ProgressCorner from './progress-corner';
import { mine, mineOf } from './situations';

const meta: Meta<typeof ProgressCorner> = {
  title: 'System/Progress',
  component: ProgressCorner,
  decorators: [
    (Story) => (
      <Box sx={{ minHeight: 320 }}>
        <h1>Any page</h1>
        <Story />
      </Box>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof ProgressCorner>;

const later = new Date(Date.now() + 3_600_000).toISOString();
export const Running: Story = { parameters: { api: [mineOf([mine(), mine({ id: 'b', isBeingCancelled: true })])] } };
export const Ended: Story = { parameters: { api: [mineOf([mine({ state: 'done', finishedAt: later })])] } };
export const Nothing: Story = { parameters: { api: [mineOf([])] } };
