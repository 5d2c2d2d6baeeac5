import type { Schema } from '@/api/types';
import { languages } from '@/platform/i18n/languages';

/** What a webhook may be told in. */
export const spoken = ['en', 'es', 'fr'] as const satisfies readonly Schema<'WebhookLanguage'>[];
export const spokenOptions = spoken.map((value) => ({ value, label: languages[value] }));
export const nameOfLanguage = (language: Schema<'WebhookLanguage'>) => languages[language];
