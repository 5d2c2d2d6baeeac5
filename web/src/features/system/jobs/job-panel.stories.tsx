import type { Meta, StoryObj } from '@storybook/react-vite';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { JobDetails } from './job-panel';
import { dead, detailOf, job, jobAt, running } from './situations';

const meta: Meta<typeof JobDetails> = {
  title: 'System/Job',
  component: JobDetails,
  args: { id: dead.id },
  parameters: { session: { permissions: everyPermission } },
};
export default meta;
type Story = StoryObj<typeof JobDetails>;

export const FailedForGood: Story = { parameters: { api: [jobAt(detailOf(dead))] } };
export const Running: Story = { parameters: { api: [jobAt(detailOf(running, { attempts: [] }))] } };
export const Done: Story = { parameters: { api: [jobAt(detailOf(job(2), { result: { retried: 12 }, log: [] }))] } };
export const ReadOnly: Story = {
  parameters: { session: { permissions: ['system.jobs.read'] }, api: [jobAt(detailOf(dead))] },
};
export const Gone: Story = {
  parameters: {
    api: [http.get('/api/v1/jobs/{id}', ({ response }) => response.untyped(problem(404, 'system.job_not_found')))],
  },
};
