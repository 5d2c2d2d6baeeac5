import { configure, screen, waitFor } from '@testing-library/react';
import { http as plain, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { renderAt } from '@/testing/render-at';
import document from '../../../../openapi.json';
import { operationsIn } from './explain.queries';
import { detailOf, explained, listOf, people, personAt, roleList } from './situations';

configure({ asyncUtilTimeout: 5000 });

const person = detailOf(1);
const path = `/admin/people/${person.id}/explain`;
const apiDocument = plain.get('*/openapi/v1.json', () => HttpResponse.json(document));
const handlers = [listOf(people.slice(0, 2)), personAt(person), explained({})];
const permissions = ['identity.users.read', 'identity.roles.read'];

it('offers the operations of the API document by what they do, without one’s own account and anonymous ones', async () => {
  const found = operationsIn(document).map(({ id }) => id);
  expect(found).toContain('identity.users.lock');
  expect(found).not.toContain('identity.me.read');
  expect(found).not.toContain('identity.account.register');
  expect(operationsIn({ paths: 7 })).toEqual([]);

  const { user, router } = await renderAt(path, { permissions, handlers: [...handlers, roleList, apiDocument] });
  await user.type(await screen.findByRole('combobox', { name: 'Operation' }), 'users.lock');
  await user.click(await screen.findByRole('option', { name: /identity\.users\.lock/ }));
  expect(await screen.findByText('Omar Haddad may not do this')).toBeVisible();
  expect(screen.getByText('It takes a role that this person does not have: administrator.')).toBeVisible();
  expect(router.state.location.search).toEqual({ operation: 'identity.users.lock' });
});

it('answers a sent link, and takes a typed id where the API document cannot be read', async () => {
  const missing = plain.get('*/openapi/v1.json', () => new HttpResponse(null, { status: 404 }));
  const allowed = explained({ allowed: true, reason: 'granted', heldRoles: ['administrator'] });
  const { user } = await renderAt(`${path}?operation=identity.users.get`, {
    permissions,
    handlers: [allowed, ...handlers, roleList, missing],
  });
  expect(await screen.findByText('Omar Haddad may do this')).toBeVisible();
  expect(screen.getByText('The role administrator allows it.')).toBeVisible();
  const box = screen.getByRole('combobox', { name: 'Operation' });
  await user.clear(box);
  await user.type(box, 'notes.board.move{Enter}');
  await waitFor(() => expect(box).toHaveValue('notes.board.move'));
});
