import type { Meta, StoryObj } from '@storybook/react-vite';
import { denied, forever, unavailable } from '@/testing/answers';
import { http } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { days, daysOf, lines, listOf } from './situations';
import UsagePage from './usage-page';

const meta: Meta = {
  title: 'Assistant/Usage',
  parameters: { session: { permissions: everyPermission } },
  render: () => <UsagePage />,
};
export default meta;

const list = '*/api/v1/assistant/usage';

export const List: StoryObj = { parameters: { api: [listOf(lines), daysOf(days)] } };
export const ListLoading: StoryObj = { parameters: { api: [daysOf(days), http.untyped.get(list, forever)] } };
export const ListEmpty: StoryObj = { parameters: { api: [listOf([]), daysOf([])] } };
export const ListFailed: StoryObj = {
  parameters: { api: [http.untyped.get(list, unavailable), http.untyped.get(`${list}/days`, unavailable)] },
};
export const ListRefused: StoryObj = { parameters: { api: [daysOf([]), http.untyped.get(list, denied)] } };
