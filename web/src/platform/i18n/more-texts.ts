/**
 * The text files of what stands behind the sign-in, in a chunk of its own: a list of all of them would stand in the first
 * script. Every feature's texts are here, what features add to other features' namespaces, and those of lists and charts.
 */
export const files: Record<string, () => Promise<unknown>> = {
  ...import.meta.glob('../../ui/*/locales/*.json', { import: 'default' }),
  ...import.meta.glob(['../../features/*/*/locales/{*,*/*}.json', '!**/locales/errors/*.json'], { import: 'default' }),
  ...import.meta.glob(['../../../../samples/*/web/*/locales/{*,*/*}.json', '!**/locales/errors/*.json'], {
    import: 'default',
  }),
};
