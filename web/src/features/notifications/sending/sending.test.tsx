import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import {
  dead,
  deliveriesOf,
  deliveryAt,
  detailOf,
  names,
  preview,
  template,
  templateAt,
  templates,
  templatesOf,
  webhook,
  webhookAt,
  webhooksOf,
} from './situations';
import { idOf, pathOf } from './templates.queries';

describe('the ledger of deliveries', () => {
  const permissions = ['notifications.deliveries.read', 'notifications.deliveries.resend'];

  it('shows the attempts of one and sends it again', async () => {
    let resent = '';
    const { user } = await renderAt(`/admin/deliveries/${dead.id}`, {
      permissions,
      handlers: [
        names,
        deliveriesOf([dead]),
        deliveryAt(detailOf(dead)),
        http.post('/api/v1/deliveries/{id}/resend', ({ params, response }) => {
          resent = params.id;
          return response(200).json(detailOf({ ...dead, status: 'waiting' }));
        }),
      ],
    });
    const attempts = await screen.findByRole('region', { name: 'Attempts so far' });
    expect(within(attempts).getAllByRole('listitem')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    expect(await screen.findByText('Delivery is on its way again')).toBeVisible();
    expect(resent).toBe(dead.id);
  });

  it('says why an address that refuses cannot be tried again', async () => {
    const refuse = http.post('/api/v1/deliveries/{id}/resend', ({ response }) =>
      response.untyped(problem(409, 'notifications.address_refuses')),
    );
    const { user } = await renderAt(`/admin/deliveries/${dead.id}`, {
      permissions,
      handlers: [refuse, names, deliveriesOf([dead]), deliveryAt(detailOf(dead))],
    });
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    expect(await screen.findByText(/The mail server refuses this address/)).toBeVisible();
  });
});

describe('webhooks', () => {
  const permissions = ['notifications.webhooks.manage'];
  const secret = 'whsec_c21hcnRhaS1leGFtcGxlLXNlY3JldC0zMi1ieXRlcyE=';

  it('shows the secret of a new one once, and says which field the server refuses', async () => {
    const asked: unknown[] = [];
    const { user } = await renderAt('/admin/webhooks', {
      permissions,
      handlers: [
        names,
        webhooksOf([]),
        http.post('/api/v1/webhooks', async ({ request, response }) => {
          asked.push((await request.json()).language);
          if (asked.length === 1) {
            const errors = { '/url': [{ code: 'notifications.webhook_url_refused', message: '' }] };
            return response.untyped(problem(422, 'request.validation_failed', { errors }));
          }
          return response(201).json({ webhook: webhook(), secret });
        }),
      ],
    });
    await user.click((await screen.findAllByRole('button', { name: 'Create webhook' }))[0] ?? document.body);
    const dialog = await screen.findByRole('dialog', { name: 'Create webhook' });
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Operations');
    await user.type(within(dialog).getByRole('textbox', { name: 'Address to call' }), 'http://localhost/');
    await user.click(within(dialog).getByRole('button', { name: 'Create webhook' }));
    expect(await within(dialog).findByText(/Enter an https address/)).toBeVisible();
    // It speaks the language of who makes it, unless they choose another.
    const language = within(dialog).getByRole('combobox', { name: /Language/ });
    expect(language).toHaveDisplayValue('English');
    await user.selectOptions(language, 'Français');
    await user.click(within(dialog).getByRole('button', { name: 'Create webhook' }));
    const shown = await screen.findByRole('dialog', { name: 'Store the secret now' });
    expect(within(shown).getByText(secret)).toBeVisible();
    await user.keyboard('{Escape}');
    expect(within(shown).getByText(secret)).toBeVisible();
    await user.click(within(shown).getByRole('button', { name: 'I have stored it' }));
    await waitFor(() => expect(screen.queryByText(secret)).toBeNull());
    expect(asked).toEqual(['en', 'fr']);
  });

  it('rotates a secret on the version that was seen', async () => {
    let tag: string | null = '';
    const { user } = await renderAt(`/admin/webhooks/${webhook().id}`, {
      permissions,
      handlers: [
        names,
        webhooksOf([webhook()]),
        webhookAt(webhook()),
        http.post('/api/v1/webhooks/{id}/secret', ({ request, response }) => {
          tag = request.headers.get('If-Match');
          return response(200).json({ secret, previousSecretUntil: '2026-11-24T09:00:00Z' });
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'New secret' }));
    const dialog = await screen.findByRole('dialog', { name: 'Give Operations a new secret?' });
    await user.click(within(dialog).getByRole('button', { name: 'New secret' }));
    expect(await screen.findByText(secret)).toBeVisible();
    expect(tag).toBe('"5"');
  });

  it('offers no secret to a Slack webhook, whose address is its secret', async () => {
    const slack = webhook({ format: 'slack' });
    await renderAt(`/admin/webhooks/${slack.id}`, {
      permissions,
      handlers: [names, webhooksOf([slack]), webhookAt(slack)],
    });
    await screen.findByRole('button', { name: 'Send test event' });
    expect(screen.queryByRole('button', { name: 'New secret' })).toBeNull();
  });
});

describe('mail templates', () => {
  const permissions = ['notifications.templates.manage'];

  it('are found by kind and language', () => {
    expect(pathOf(idOf({ kind: 'identity.person_joined', language: 'fr' }))).toEqual({
      kind: 'identity.person_joined',
      language: 'fr',
    });
  });

  it('show how a mail looks while it is written, and send a test only of what is saved', async () => {
    const { user } = await renderAt('/admin/templates/identity.person_joined/en', {
      permissions,
      handlers: [templatesOf(templates), templateAt(template()), preview],
    });
    expect(await screen.findByText('Sam Rivera joined')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Send me a test' })).toBeEnabled();
    const subject = screen.getByRole('textbox', { name: 'Subject' });
    await user.type(subject, ' us');
    expect(await screen.findByText('Sam Rivera joined us')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Send me a test' })).toBeDisabled();
  });
});
