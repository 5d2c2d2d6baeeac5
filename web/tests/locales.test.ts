/// <reference types="vite/client" />
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, it } from 'vitest';
import { namespaceOf } from '@/platform/i18n/catalogue';

/** As they are written: what is imported as JSON has been read already. */
const texts: Record<string, string> = {
  ...import.meta.glob<string>('../src/**/locales/**/*.json', { eager: true, query: '?raw', import: 'default' }),
  ...import.meta.glob<string>('../../samples/*/web/*/locales/**/*.json', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
};
const sources: Record<string, string> = {
  ...import.meta.glob<string>(['../src/**/*.{ts,tsx}', '!../src/**/*.{test,stories}.*'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>('../../samples/*/web/**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' }),
};

const catalogue = new Map<string, Map<string, Record<string, string>>>();
const twice: string[] = [];
for (const [path, source] of Object.entries(texts)) {
  const entries = JSON.parse(source) as Record<string, string>;
  const namespace = namespaceOf(path.replace('../src/', ''));
  const language = path.slice(-7, -5);
  const languages = catalogue.get(namespace) ?? new Map<string, Record<string, string>>();
  const before = languages.get(language) ?? {};
  twice.push(...Object.keys(entries).filter((key) => key in before && !twice.includes(key)));
  catalogue.set(namespace, languages.set(language, { ...before, ...entries }));
}
const english = (namespace: string) => catalogue.get(namespace)?.get('en') ?? {};

/** What is the same word in two of our languages, looked at one by one. */
const alike = new Set(
  Object.values(import.meta.glob<string[]>('./alike.json', { eager: true, import: 'default' })).flat(),
);

/** Namespaces a file names, its folder's own among them. */
function namespacesIn(path: string, source: string) {
  const named = [...catalogue.keys()].filter(
    (namespace) => source.includes(`'${namespace}'`) || source.includes(`'${namespace}:`),
  );
  const own = [...catalogue.keys()].filter((namespace) => path.includes(`/${namespace.replaceAll('.', '/')}/`));
  return new Set([...named, ...own, 'errors', 'app', 'ui']);
}

it.each([...catalogue.keys()])('has the same keys and parameters in every language: %s', (namespace) => {
  const reference = english(namespace);
  for (const language of ['es', 'fr']) {
    const translated = catalogue.get(namespace)?.get(language) ?? {};
    expect(Object.keys(translated).toSorted(), `${namespace} in ${language}`).toEqual(
      Object.keys(reference).toSorted(),
    );
    for (const [key, text] of Object.entries(reference)) {
      expect(parameters(translated[key] ?? ''), `${namespace}:${key} in ${language}`).toEqual(parameters(text));
    }
  }
});

it('has each text once, whoever adds to a namespace', () => {
  expect(twice).toEqual([]);
});

it('adds texts to the namespace that a folder is named after, and to no other', () => {
  expect(namespaceOf('../../samples/Notes/web/notes/locales/errors/en.json')).toBe('errors');
  expect(namespaceOf('features/identity/people/locales/audit.entries/en.json')).toBe('audit.entries');
  expect(english('errors')).toHaveProperty(['notes.note_not_found']);
  expect(english('Notes.notes')).not.toHaveProperty(['notes.note_not_found']);
});

it('has no text that was left in another language', () => {
  const copied = [...catalogue].flatMap(([namespace, languages]) =>
    Object.entries(english(namespace)).flatMap(([key, text]) =>
      ['es', 'fr']
        .filter((language) => languages.get(language)?.[key] === text)
        .map((language) => `${namespace}:${key} ${language} ${text}`),
    ),
  );
  expect(copied.filter((line) => !alike.has(line.split(' ').slice(2).join(' ')))).toEqual([]);
});

it('has no text that nothing shows', () => {
  const all = Object.entries(sources);
  const unused = [...catalogue.keys()]
    // Codes of the server's problems; which of them occur is the server's to say.
    .filter((namespace) => namespace !== 'errors')
    .flatMap((namespace) => {
      const readers = all
        .filter(([path, source]) => namespacesIn(path, source).has(namespace))
        .map(([, source]) => source)
        .join('\n');
      return Object.keys(english(namespace))
        .filter((key) => !isMentioned(key, namespace, readers))
        .map((key) => `${namespace}:${key}`);
    });
  expect(unused).toEqual([]);
});

it('shows no text that is missing', () => {
  const missing = Object.entries(sources).flatMap(([path, source]) => {
    const namespaces = namespacesIn(path, source);
    return [...source.matchAll(/\bt\(\s*'([^']+)'/g)].flatMap(([, mentioned = '']) => {
      const [prefix, key] = mentioned.includes(':') ? mentioned.split(':') : [undefined, mentioned];
      const known = prefix
        ? key && key in english(prefix)
        : [...namespaces].some((namespace) => mentioned in english(namespace));
      return known ? [] : [`${path}: ${mentioned}`];
    });
  });
  expect(missing).toEqual([]);
});

/** The parameters of a message, from its syntax: a message that cannot be read fails here too. */
function parameters(message: string) {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(message));
  return [...names].toSorted();
}

/** As a literal, with its namespace, or as the end of a template: `status.${status}`, `${key}.text`. */
function isMentioned(key: string, namespace: string, source: string) {
  if (source.includes(`'${key}'`) || source.includes(`'${namespace}:${key}'`) || source.includes(`"${key}"`))
    return true;
  return key.split('.').some((_, index, parts) => {
    const head = parts.slice(0, index).join('.');
    const tail = parts.slice(index).join('.');
    return (
      (head && (source.includes('`' + head + '.${') || source.includes(':' + head + '.${'))) ||
      source.includes('}.' + tail + '`')
    );
  });
}
