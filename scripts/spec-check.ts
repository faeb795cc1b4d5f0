// node scripts/spec-check.ts: every rule of a SPEC.md has a test that names it, every named rule exists, no search passes
// that met nothing, and every row of the city's description comes from a feed, is read in hand, and is in the title of a test.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Libraries } from '../shared/libraries/document.ts'
import { libraryMetrics } from '../shared/libraries/metrics.ts'
import { ROOT } from './command.ts'
import { disagreements } from './spec/compare.ts'
import { coverageFaults, coverageRowsOf, type Shipped, type ShippedMetric } from './spec/coverage.ts'
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
const documentsOf = <Found>(folder: string): Found[] =>
  globSync(`documents/${folder}/*.json`, { cwd: ROOT }).map(
    path => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Found,
  )
const libraries = JSON.parse(readFileSync(join(ROOT, 'documents/libraries.json'), 'utf8')) as Libraries
const shipped: Shipped = {
  feeds: documentsOf('feeds'),
  metrics: [...documentsOf<ShippedMetric>('metrics'), ...libraryMetrics(libraries)],
  scenes: documentsOf('scenes'),
}
const coverage = coverageRowsOf(readFileSync(join(ROOT, 'docs/coverage.md'), 'utf8'))
const faults = [...disagreements(rules, titles), ...unguarded, ...coverageFaults(coverage, titles, shipped)]
for (const fault of faults) console.log(fault)
console.log(
  `spec-check: ${rules.length} rules, ${titles.length} tests that name one, ${coverage.length} rows of the description, ${faults.length} faults`,
)
if (faults.length > 0) process.exitCode = 1
