/** Every text file, not loaded until asked for. The namespace follows from the folder. */
const files: Record<string, () => Promise<unknown>> = {
  ...import.meta.glob('../../{platform,ui,features/*}/*/locales/*.json', { import: 'default' }),
  ...import.meta.glob('../../{app,ui}/locales/*.json', { import: 'default' }),
  ...import.meta.glob('../../../../samples/*/web/*/locales/*.json', { import: 'default' }),
};

/**
 * `features/identity/people` is `identity.people`, `ui/list` is `ui.list`, `platform/errors` is `errors`, `app` is
 * `app`, and `samples/notes/web/board` is `notes.board`.
 */
export function namespaceOf(path: string): string {
  const folders = path.split('/').filter((part) => part !== '..' && part !== '.' && part !== 'web');
  const owner = folders.slice(0, folders.indexOf('locales'));
  return (/^(features|samples|platform)$/.test(owner[0] ?? '') ? owner.slice(1) : owner).join('.');
}

const catalogue = new Map(
  Object.entries(files).map(([path, load]) => [`${namespaceOf(path)}/${path.split('/').pop()?.slice(0, -5)}`, load]),
);

export async function loadTexts(language: string, namespace: string): Promise<Record<string, string>> {
  const load = catalogue.get(`${namespace}/${language}`);
  if (!load) throw new Error(`No texts for ${namespace} in ${language}`);
  return (await load()) as Record<string, string>;
}
