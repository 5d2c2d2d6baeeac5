import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { chooseLanguage, startI18n } from '@/platform/i18n/i18n';
import { session } from '@/platform/session/session';
import { toasts } from '@/ui/feedback/toast';
import { resetApi, useApi } from './api';
import { fillBrowser } from './browser';

fillBrowser();
// A busy machine is no failure; what never comes still is one.
configure({ asyncUtilTimeout: 30_000 });

beforeAll(() => startI18n('en'));

beforeEach(() => useApi());

afterEach(async () => {
  cleanup();
  session.set(undefined);
  toasts.clear();
  localStorage.clear();
  await chooseLanguage('en');
  localStorage.clear();
  // A call that nobody answered is a page that would fail in front of a person.
  expect(resetApi()).toEqual([]);
});
