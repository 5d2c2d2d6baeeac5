/** In this order: most browsers also claim to be the ones below them. */
const browsers: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

const find = (list: readonly [RegExp, string][], agent: string) => list.find(([pattern]) => pattern.test(agent))?.[1];

/** What a person calls their browser, from its User-Agent; nothing when it is none that we know. */
export function describeClient(agent: string | null) {
  const browser = agent ? find(browsers, agent) : undefined;
  if (!agent || !browser) return undefined;
  return { browser, system: find(systems, agent), phone: /Mobile|iPhone|Android/.test(agent) };
}
