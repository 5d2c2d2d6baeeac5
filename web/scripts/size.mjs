// Adds up, in Brotli, every script that a first visit to /sign-in loads: the entry, its static imports, the frame and the
// page, and one language's texts. Fails above the budget of quality.md.
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const budget = 190 * 1024;
const dist = new URL('../dist/', import.meta.url);
/** @type {Record<string, { file: string, imports?: string[] }>} */
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const loaded = [
  'index.html',
  'src/app/account-frame.tsx',
  'src/features/identity/account/sign-in-page.tsx',
  ...['app', 'ui', 'platform/errors', 'features/identity/account'].map((folder) => `src/${folder}/locales/en.json`),
];

/** @param {string} key @param {Set<string>} files */
function collect(key, files) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest: bring scripts/size.mjs up to date`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const next of chunk.imports ?? []) collect(next, files);
  return files;
}

const files = loaded.reduce((found, key) => collect(key, found), new Set(/** @type {string[]} */ ([])));
const sizes = [...files].map(
  (file) => /** @type {const} */ ([file, brotliCompressSync(readFileSync(new URL(file, dist))).length]),
);
const themeScript = brotliCompressSync(readFileSync(new URL('theme.js', dist))).length;
const total = sizes.reduce((sum, [, size]) => sum + size, themeScript);

for (const [file, size] of sizes.toSorted((a, b) => b[1] - a[1]))
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`);
console.log(
  `${(total / 1024).toFixed(1).padStart(7)} KB  of ${budget / 1024} KB: JavaScript of the sign-in page, Brotli`,
);
if (total > budget) process.exit(1);
