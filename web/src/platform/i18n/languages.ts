import type { Schema } from '@/api/types';

export type Language = Schema<'Language'>;

/** Each in its own words, as a person looks for it. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', fr: 'Français' };

const stored = 'language';

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && value in languages;
}

/** What was chosen in this browser, else its own first language that we speak, else English. */
export function preferredLanguage(): Language {
  const candidates = [readStored(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return candidates.find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language) {
  try {
    localStorage.setItem(stored, language);
  } catch {
    // A browser may refuse storage; the choice then lasts for this page.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
}
