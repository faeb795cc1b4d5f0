// node scripts/spec-check.ts: every rule of a SPEC.md has a test that names it, every named rule exists, and no search passes that met nothing.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './command.ts'
import { disagreements } from './spec/compare.ts'
import { unguardedIn } from './spec/guards.ts'
import { rulesOf } from './spec/rules.ts'
import { titlesOf } from './spec/titles.ts'

const PARTS = '{shared,server,client,mock-data,scripts,tests}'

const readAll = <Found>(pattern: string, read: (path: string, text: string) => Found[]): Found[] =>
  globSync(`${PARTS}/**/${pattern}`, { cwd: ROOT })
    .sort()
    .flatMap(path => read(path, readFileSync(join(ROOT, path), 'utf8')))

const rules = readAll('SPEC.md', rulesOf)
const titles = readAll('*.{test,contract}.ts', titlesOf)
const unguarded = readAll('*.{fuzz.test,contract}.ts', unguardedIn)
const faults = [...disagreements(rules, titles), ...unguarded]
for (const fault of faults) console.log(fault)
console.log(
  `spec-check: ${rules.length} rules, ${titles.length} tests that name one, ${faults.length} faults`,
)
if (faults.length > 0) process.exitCode = 1
