import type { Meta, StoryObj } from '@storybook/react-vite';
import { HttpResponse } from 'msw';
import { denied, forever } from '@/testing/answers';
import { http } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { BackupDetails } from './backup-panel';
import BackupsPage from './backups-page';
import { answers, failed, lost, nothing, overview, running, troubled } from './situations';

const session = { permissions: everyPermission };

const meta: Meta = { title: 'System/Backups', parameters: { path: '/admin/backups', session } };
export default meta;

export const Proven: StoryObj = { render: () => <BackupsPage />, parameters: { api: [answers(overview())] } };
export const NotConfigured: StoryObj = { ...Proven, parameters: { api: [answers(nothing)] } };
export const Running: StoryObj = { ...Proven, parameters: { api: [answers(overview({ lastMake: running }))] } };
export const Troubled: StoryObj = { ...Proven, parameters: { api: [answers(troubled)] } };
export const ReadOnly: StoryObj = {
  ...Proven,
  parameters: { session: { permissions: ['system.backups.read'] }, api: [answers(overview())] },
};
export const Loading: StoryObj = { ...Proven, parameters: { api: [http.get('/api/v1/backups', forever)] } };
export const Refused: StoryObj = {
  ...Proven,
  parameters: { api: [http.get('/api/v1/backups', ({ response }) => response.untyped(denied()))] },
};
export const Offline: StoryObj = {
  ...Proven,
  parameters: { api: [http.get('/api/v1/backups', ({ response }) => response.untyped(HttpResponse.error()))] },
};

export const One: StoryObj = {
  render: () => <BackupDetails id={overview().items[0]?.id ?? ''} />,
  parameters: { api: [answers(overview())] },
};
export const OneFailed: StoryObj = {
  render: () => <BackupDetails id={failed.id} />,
  parameters: { api: [answers(troubled)] },
};
export const OneLost: StoryObj = {
  render: () => <BackupDetails id={lost.id} />,
  parameters: { api: [answers(troubled)] },
};
export const Gone: StoryObj = { render: () => <BackupDetails id="gone" />, parameters: { api: [answers(overview())] } };
