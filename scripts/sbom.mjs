// node sbom.mjs <packages.lock.json> <name>: the packages of a locked restore as CycloneDX 1.5, on standard output. The web app's come from npm sbom.
import { readFileSync } from 'node:fs'

const [lock, name] = process.argv.slice(2)
const packages = new Map()
for (const framework of Object.values(JSON.parse(readFileSync(lock, 'utf8')).dependencies))
  for (const [id, { type, resolved, contentHash }] of Object.entries(framework))
    if (type !== 'Project') packages.set(`pkg:nuget/${id}@${resolved}`, { id, resolved, contentHash })

const components = [...packages]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([purl, { id, resolved, contentHash }]) => ({
    type: 'library',
    'bom-ref': purl,
    name: id,
    version: resolved,
    purl,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(contentHash, 'base64').toString('hex') }],
  }))
const metadata = { component: { type: 'application', name } }
process.stdout.write(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata, components }, null, 2) + '\n')
