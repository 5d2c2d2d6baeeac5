import type { Meta, StoryObj } from '@storybook/react-vite';
import { HttpResponse } from 'msw';
import { denied, forever } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { EditScheduleForm } from './edit-schedule-form';
import { ScheduleDetails } from './schedule-panel';
import SchedulesPage from './schedules-page';
import { changed, listOf, neverRun, paused, schedule, scheduleAt, schedules } from './situations';

const session = { permissions: everyPermission };

const meta: Meta = { title: 'System/Schedules', parameters: { path: '/admin/schedules', session } };
export default meta;

export const ManyRows: StoryObj = { render: () => <SchedulesPage />, parameters: { api: [listOf(schedules)] } };
export const Empty: StoryObj = { ...ManyRows, parameters: { api: [listOf([])] } };
export const Loading: StoryObj = { ...ManyRows, parameters: { api: [http.get('/api/v1/schedules', forever)] } };
export const Refused: StoryObj = {
  ...ManyRows,
  parameters: { api: [http.get('/api/v1/schedules', ({ response }) => response.untyped(denied()))] },
};
export const Offline: StoryObj = {
  ...ManyRows,
  parameters: { api: [http.get('/api/v1/schedules', ({ response }) => response.untyped(HttpResponse.error()))] },
};

export const One: StoryObj = {
  render: () => <ScheduleDetails id="platform.jobs.tidy" />,
  parameters: { api: [scheduleAt(schedule())] },
};
export const ChangedHere: StoryObj = { ...One, parameters: { api: [scheduleAt(changed)] } };
export const Paused: StoryObj = { ...One, parameters: { api: [scheduleAt(paused)] } };
export const NeverRun: StoryObj = { ...One, parameters: { api: [scheduleAt(neverRun)] } };
export const ReadOnly: StoryObj = {
  ...One,
  parameters: { session: { permissions: ['system.schedules.read'] }, api: [scheduleAt(schedule())] },
};
export const Gone: StoryObj = {
  ...One,
  parameters: {
    api: [
      http.get('/api/v1/schedules/{id}', ({ response }) => response.untyped(problem(404, 'system.schedule_not_found'))),
    ],
  },
};
export const Editing: StoryObj = {
  render: () => <EditScheduleForm schedule={changed} etag='"1"' onClose={() => undefined} />,
};
