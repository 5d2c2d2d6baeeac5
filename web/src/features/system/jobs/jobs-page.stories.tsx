import type { Meta, StoryObj } from '@storybook/react-vite';
import { HttpResponse } from 'msw';
import { denied, forever } from '@/testing/answers';
import { http } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import JobsPage from './jobs-page';
import { charts, dead, jobs, listOf } from './situations';

const path = '/admin/jobs';
const session = { permissions: everyPermission };

const meta: Meta<typeof JobsPage> = { title: 'System/Jobs', component: JobsPage, parameters: { path, session } };
export default meta;
type Story = StoryObj<typeof JobsPage>;

export const ManyRows: Story = { parameters: { api: [charts, listOf(jobs)] } };
export const FailedForGood: Story = {
  parameters: { path: `${path}?state=dead&kind=identity.mail`, api: [charts, listOf([dead])] },
};
export const Empty: Story = { parameters: { api: [charts, listOf([])] } };
export const Loading: Story = {
  parameters: { api: [http.get('/api/v1/jobs', forever), http.get('/api/v1/jobs/metrics', forever)] },
};
export const Refused: Story = {
  parameters: {
    api: [
      http.get('/api/v1/jobs', ({ response }) => response.untyped(denied())),
      http.get('/api/v1/jobs/metrics', ({ response }) => response.untyped(denied())),
    ],
  },
};
export const Offline: Story = {
  parameters: {
    api: [
      http.get('/api/v1/jobs', ({ response }) => response.untyped(HttpResponse.error())),
      http.get('/api/v1/jobs/metrics', ({ response }) => response.untyped(HttpResponse.error())),
    ],
  },
};
