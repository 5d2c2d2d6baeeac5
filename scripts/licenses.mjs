// node scripts/licenses.mjs: the licence of each package that is shipped, NuGet's and npm's, as docs/licenses.md. Exit code 1 where one is not among those
// that a product under Apache 2.0 may bring along. Reads what was restored: no registry is asked.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Permissive ones, and the font's. A new one is added by somebody who has read it.
const allowed = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'PostgreSQL', '0BSD', 'OFL-1.1', 'Unlicense'])
// Packages that name no licence by its identifier: what the file says that is in them or that they point to.
const read = { Bogus: 'MIT', OllamaSharp: 'MIT', 'zxcvbn-core': 'MIT' }
// Names of other packages, without a file of their own.
const empty = new Set(['Microsoft.NETCore.Platforms', 'NETStandard.Library'])
const known = { 'https://licenses.nuget.org/MIT': 'MIT', 'http://www.apache.org/licenses/LICENSE-2.0': 'Apache-2.0' }

function nuget() {
  const assets = JSON.parse(readFileSync('src/Server/obj/project.assets.json', 'utf8'))
  const folders = Object.keys(assets.packageFolders)
  const lock = JSON.parse(readFileSync('src/Server/packages.lock.json', 'utf8'))
  const rows = new Map()
  for (const framework of Object.values(lock.dependencies))
    for (const [id, { type, resolved }] of Object.entries(framework)) {
      if (type === 'Project' || empty.has(id)) continue
      const folder = folders.map((f) => join(f, id.toLowerCase(), resolved)).find((f) => existsSync(join(f, `${id.toLowerCase()}.nuspec`)))
      if (!folder) throw new Error(`${id} ${resolved} is not restored: scripts/restore.sh dotnet SmartAI.slnx`)
      const nuspec = readFileSync(join(folder, `${id.toLowerCase()}.nuspec`), 'utf8')
      if (/<developmentDependency>true/.test(nuspec)) continue
      const expression = /<license type="expression">([^<]+)</.exec(nuspec)?.[1]
      const address = /<licenseUrl>([^<]+)</.exec(nuspec)?.[1]
      rows.set(id, { version: resolved, license: read[id] ?? expression ?? known[address] ?? `unknown (${address ?? 'none named'})` })
    }
  return rows
}

function npm() {
  const lock = JSON.parse(readFileSync('web/package-lock.json', 'utf8'))
  const rows = new Map()
  for (const [path, { version, license, dev, optional }] of Object.entries(lock.packages))
    if (path.startsWith('node_modules/') && !dev && !optional) rows.set(path.replace(/^.*node_modules\//, ''), { version, license: license ?? 'unknown' })
  return rows
}

const one = (license) => license.replace(/[()]/g, '').split(/ OR /).find((l) => allowed.has(l)) ?? license
let strange = 0
function table(title, rows) {
  const lines = [`## ${title}`, '', '| package | version | licence |', '| --- | --- | --- |']
  for (const [name, { version, license }] of [...rows].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))) {
    if (!allowed.has(one(license))) {
      console.error(`${name} ${version} is under "${license}": read it, and add it to scripts/licenses.mjs if it may be shipped.`)
      strange++
    }
    lines.push(`| ${name} | ${version} | ${one(license)} |`)
  }
  return lines.join('\n')
}
console.log(`# Licences of what is shipped

Written by \`make reference\` from the lock files; \`make check\` refuses a package under a licence that is not on its list.

${table('The server (NuGet)', nuget())}

${table('The web app (npm)', npm())}`)
process.exitCode = strange > 0 ? 1 : 0
