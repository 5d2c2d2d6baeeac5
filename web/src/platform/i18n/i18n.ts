import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadTexts } from './catalogue';
import { type Language, preferredLanguage, rememberLanguage } from './languages';
import { messageFormat } from './messages';

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    loadTexts(language, namespace).then(
      (texts) => done(null, texts),
      (error: Error) => done(error, false),
    );
  },
};

/** Keys are flat (`form.email.label`), texts are ICU messages, and no second language is loaded as a fallback. */
export async function startI18n(language: Language = preferredLanguage()) {
  if (!i18next.isInitialized) {
    i18next.on('languageChanged', (next) => {
      document.documentElement.lang = next;
    });
    await i18next
      .use(messageFormat)
      .use(backend)
      .use(initReactI18next)
      .init({
        lng: language,
        fallbackLng: false,
        ns: ['app', 'ui', 'errors'],
        defaultNS: 'app',
        keySeparator: false,
        interpolation: { escapeValue: false },
      });
  }
  return i18next;
}

export async function chooseLanguage(language: Language) {
  rememberLanguage(language);
  if (i18next.language !== language) await i18next.changeLanguage(language);
}
