// node compose.mjs: what every service of compose.yaml and its overrides owes, beyond what Compose itself refuses. Exit code 1 where something is missing.
import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'

const findings = []
const say = (file, what) => findings.push(`${file}: ${what}`)
const folder = 'deploy/containers'
const files = ['compose.yaml', ...readdirSync(folder).flatMap((f) => (/^compose\..*\.yaml$/.test(f) ? [`${folder}/${f}`] : []))]
const secretName = /(PASSWORD|SECRET|TOKEN|MASTER_KEY|PRIVATE_KEY)$/

/** Shapes that Compose 1.29 or podman-compose do not know. */
function commonSubset(file, text, content) {
  for (const key of ['name', 'include', 'configs']) if (key in content) say(file, `top-level ${key} is not understood everywhere`)
  if (/\$\{[^}]*\$\{/.test(text)) say(file, 'a default inside of a default is read wrong by Compose 1.29')
  if (/^[^#]*!(reset|override)\b/m.test(text)) say(file, '!reset and !override are not understood everywhere')
}

function service(file, name, it, isBase) {
  const says = (what) => say(file, `${name} ${what}`)
  if (it.develop) says('has develop, which is not understood everywhere')
  if (it.privileged || it.network_mode === 'host' || it.pid === 'host') says('would share the machine')
  if (it.image && !/:[^/]+$/.test(it.image)) says('has an image without a tag')
  if (/:latest\}?$/.test(it.image ?? '')) says('has an image that changes under its tag')
  for (const [key, value] of Object.entries(it.environment ?? {}))
    if (secretName.test(key) && value !== '') says(`has the secret ${key} in its environment; name a file in ${key}_FILE`)
  for (const port of it.ports ?? []) if (/^\d+:/.test(String(port))) says(`publishes ${port} on every address; name one, or a variable`)
  // An engine with fewer processors than that does not make the container at all; laptops' virtual machines have two.
  const cpus = String(it.deploy?.resources?.limits?.cpus ?? 1)
  if (Number(/:-([\d.]+)\}$/.exec(cpus)?.[1] ?? cpus) > 2) says(`may use ${cpus} processors, and starts on no machine with two`)
  if (name === 'database') {
    if (it.ports) says('is published')
    if (isBase && JSON.stringify(it.networks) !== '["inside"]') says('is on another network than inside')
    if (!isBase && it.networks) says('is put on another network')
  }
  if (!isBase && !it.command?.includes('npm')) return
  if (!it.deploy?.resources?.limits?.memory) says('has no limit of memory')
  if (!it.cap_drop?.includes('ALL')) says('keeps capabilities of root: cap_drop: [ALL]')
  if (!it.security_opt?.includes('no-new-privileges:true')) says('may gain privileges: security_opt: ["no-new-privileges:true"]')
  if (isBase && it.read_only !== true) says('can write to its own files: read_only: true')
  // The platform's own image brings its check along.
  if (!it.healthcheck && !/SMARTAI_IMAGE/.test(it.image ?? '')) says('has no health check')
}

for (const file of files) {
  const text = readFileSync(file, 'utf8')
  let content
  try {
    content = parse(text, { merge: true })
  } catch (failure) {
    say(file, failure.message)
    continue
  }
  commonSubset(file, text, content)
  for (const [name, it] of Object.entries(content.services ?? {})) service(file, name, it, file === 'compose.yaml')
  if (file === 'compose.yaml' && content.networks?.inside?.internal !== true) say(file, 'the network inside is not internal')
  for (const [name, it] of Object.entries(content.secrets ?? {})) if (!it.file) say(file, `the secret ${name} is no file`)
  // Each variable that an operator may set is explained where they look.
  const explained = readFileSync(`${folder}/compose.env`, 'utf8')
  const internal = new Set(['ENV_FILE', 'SMARTAI_VERSION', 'SMARTAI_REVISION', 'TEST_VOLUME'])
  for (const [, variable] of text.matchAll(/\$\{([A-Z_]+)/g))
    if (!internal.has(variable) && !new RegExp(`^#?${variable}=`, 'm').test(explained)) say(file, `${variable} is not explained in ${folder}/compose.env`)
}

const example = readFileSync('.env.example', 'utf8')
for (const [, name, value] of example.matchAll(/^([A-Z_]+)=(.+)$/gm))
  if (secretName.test(name)) say('.env.example', `${name} has a value: ${'*'.repeat(Math.min(value.length, 8))} would work everywhere`)
for (const finding of findings) console.log(finding)
process.exitCode = findings.length > 0 ? 1 : 0
