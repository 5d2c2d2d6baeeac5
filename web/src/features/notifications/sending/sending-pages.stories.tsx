import type { Meta, StoryObj } from '@storybook/react-vite';
import { denied, forever } from '@/testing/answers';
import { http } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import DeliveriesPage from './deliveries-page';
import { DeliveryDetails } from './delivery-panel';
import RefusedAddressesPage from './refused-addresses-page';
import {
  dead,
  deliveries,
  deliveriesOf,
  delivery,
  deliveryAt,
  detailOf,
  names,
  preview,
  refusedAddress,
  refusedOf,
  template,
  templateAt,
  templates,
  templatesOf,
  webhook,
  webhookAt,
  webhooksOf,
} from './situations';
import { TemplateDetails } from './template-panel';
import TemplatesPage from './templates-page';
import { WebhookDetails } from './webhook-panel';
import WebhooksPage from './webhooks-page';

const meta: Meta = { title: 'Notifications/Sending', parameters: { session: { permissions: everyPermission } } };
export default meta;
type Story = StoryObj;

const shown = (render: Story['render'], ...api: readonly unknown[]): Story => ({
  render,
  parameters: { api: [...api, names] },
});

export const Deliveries = shown(() => <DeliveriesPage />, deliveriesOf(deliveries));
export const NoDeliveries = shown(() => <DeliveriesPage />, deliveriesOf([]));
export const DeliveriesLoading = shown(() => <DeliveriesPage />, http.get('/api/v1/deliveries', forever));
export const DeliveriesRefused = shown(
  () => <DeliveriesPage />,
  http.get('/api/v1/deliveries', ({ response }) => response.untyped(denied())),
);
export const GivenUp = shown(() => <DeliveryDetails id={dead.id} />, deliveryAt(detailOf(dead)));
export const Waiting = shown(() => <DeliveryDetails id={dead.id} />, deliveryAt(detailOf(delivery(0))));

export const RefusedAddresses = shown(() => <RefusedAddressesPage />, refusedOf([refusedAddress]));
export const NoRefusedAddresses = shown(() => <RefusedAddressesPage />, refusedOf([]));

export const Webhooks = shown(
  () => <WebhooksPage />,
  webhooksOf([webhook(), webhook({ id: 'b', name: 'Chat', format: 'slack', kinds: [], isEnabled: false })]),
);
export const NoWebhooks = shown(() => <WebhooksPage />, webhooksOf([]));
export const OneWebhook = shown(() => <WebhookDetails id={webhook().id} />, webhookAt(webhook()));
export const TwoSecrets = shown(
  () => <WebhookDetails id={webhook().id} />,
  webhookAt(webhook({ previousSecretUntil: new Date(Date.now() + 80_000_000).toISOString() })),
);

export const Templates = shown(() => <TemplatesPage />, templatesOf(templates));
export const OneTemplate = shown(
  () => <TemplateDetails id="identity.person_joined/en" />,
  templateAt(template()),
  preview,
);
export const OwnWords = shown(
  () => <TemplateDetails id="identity.person_joined/es" />,
  templateAt(template({ language: 'es', isChanged: true })),
  preview,
);
