import { configure, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import { detailOf, listOf, people, roleList } from './situations';

configure({ asyncUtilTimeout: 5000 });

/** A person that someone else renames between our reading and our saving. */
function changedMeanwhile() {
  const saved: { tag: string | null; body: unknown }[] = [];
  let person = detailOf(0);
  let etag = '"1"';
  const handlers = [
    http.get('/api/v1/users/{id}', ({ response }) => response(200).json(person, { headers: { ETag: etag } })),
    http.patch('/api/v1/users/{id}', async ({ request, response }) => {
      const body = await request.json();
      saved.push({ tag: request.headers.get('If-Match'), body });
      if (saved.length === 1) {
        person = { ...person, displayName: 'Inés V. Roca' };
        etag = '"2"';
        return response.untyped(problem(412, 'request.stale', { current: person }));
      }
      person = { ...person, displayName: body.displayName ?? person.displayName, roles: body.roles ?? person.roles };
      return response(200).json(person);
    }),
    listOf(people.slice(0, 2)),
    roleList,
  ];
  return { saved, handlers };
}

async function typeAnotherName(handlers: Parameters<typeof renderAt>[1]) {
  const rendered = await renderAt(`/admin/people/${detailOf(0).id}`, { permissions: everyPermission, ...handlers });
  await rendered.user.click(await screen.findByRole('button', { name: 'Edit name and roles' }));
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await rendered.user.clear(name);
  await rendered.user.type(name, 'Inés Vidal Roca');
  await rendered.user.click(screen.getByRole('button', { name: 'Save changes' }));
  return rendered;
}

it('shows both versions when someone else was faster, and saves mine only when told to', async () => {
  const { saved, handlers } = changedMeanwhile();
  const { user } = await typeAnotherName({ handlers });
  const conflict = await screen.findByRole('table', { name: '' });
  expect(within(conflict).getByText('Inés Vidal Roca')).toBeVisible();
  expect(within(conflict).getByText('Inés V. Roca')).toBeVisible();
  expect(saved).toEqual([{ tag: '"1"', body: { displayName: 'Inés Vidal Roca' } }]);
  expect(screen.getByRole('button', { name: 'Save changes' })).toBeDisabled();

  await user.click(screen.getByRole('button', { name: 'Go on with mine' }));
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(saved[1]).toEqual({ tag: '"2"', body: { displayName: 'Inés Vidal Roca' } }));
  expect(await screen.findByText('Changes to Inés Vidal Roca saved')).toBeVisible();
});

it('takes the saved version without saving anything', async () => {
  const { saved, handlers } = changedMeanwhile();
  const { user } = await typeAnotherName({ handlers });
  await user.click(await screen.findByRole('button', { name: 'Take the saved one' }));
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Inés V. Roca');
  expect(saved).toHaveLength(1);
});

it('does not send an empty name', async () => {
  const { saved, handlers } = changedMeanwhile();
  const { user } = await renderAt(`/admin/people/${detailOf(0).id}`, { permissions: everyPermission, handlers });
  await user.click(await screen.findByRole('button', { name: 'Edit name and roles' }));
  await user.clear(await screen.findByRole('textbox', { name: 'Name' }));
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toBeInvalid());
  expect(saved).toEqual([]);
});
