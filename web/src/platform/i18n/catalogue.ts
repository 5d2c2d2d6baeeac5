import type { Message } from './messages';

type Files = Record<string, () => Promise<unknown>>;
type Catalogue = Map<string, (() => Promise<unknown>)[]>;

/** The text files that the sign-in page may need, not loaded until asked for. The namespace follows from the folder. */
const files: Files = {
  ...import.meta.glob('../../{app,ui,platform/errors}/locales/*.json', { import: 'default' }),
  ...import.meta.glob('../../features/identity/account/locales/*.json', { import: 'default' }),
  ...import.meta.glob('../../features/*/*/locales/errors/*.json', { import: 'default' }),
  ...import.meta.glob('../../../../samples/*/web/*/locales/errors/*.json', { import: 'default' }),
};

/**
 * `features/identity/people` is `identity.people`, `ui/list` is `ui.list`, `platform/errors` is `errors`, `app` is
 * `app`, and `samples/notes/web/board` is `notes.board`. A folder inside `locales` adds to the namespace it is named
 * after: `samples/notes/web/board/locales/errors/en.json` holds sentences for the module's own error codes. The same
 * goes for what else stands in the folder: a feature's routes and navigation name their texts without their namespace.
 */
export function namespaceOf(path: string): string {
  const folders = path.split('/').filter((part) => part !== '..' && part !== '.' && part !== 'web');
  const at = folders.indexOf('locales');
  const added = at < 0 ? [] : folders.slice(at + 1, -1);
  const owner = folders.slice(0, at);
  return added[0] ?? (/^(features|samples|platform)$/.test(owner[0] ?? '') ? owner.slice(1) : owner).join('.');
}

function read(found: Files): Catalogue {
  const catalogue: Catalogue = new Map();
  for (const [path, load] of Object.entries(found)) {
    const key = `${namespaceOf(path)}/${path.split('/').pop()?.slice(0, -5)}`;
    catalogue.set(key, [...(catalogue.get(key) ?? []), load]);
  }
  return catalogue;
}

const first = read(files);
let rest: Promise<Catalogue> | undefined;

export async function loadTexts(language: string, namespace: string): Promise<Record<string, Message>> {
  const key = `${namespace}/${language}`;
  const found = first.get(key) ?? (await (rest ??= import('./more-texts').then((more) => read(more.files)))).get(key);
  if (!found) throw new Error(`No texts for ${namespace} in ${language}`);
  return Object.assign({}, ...(await Promise.all(found.map((load) => load())))) as Record<string, Message>;
}
