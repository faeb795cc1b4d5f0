// npm run bench:against -- <revision> <names or folders> [--rounds=3]
// Runs benchmarks in a checkout of an earlier revision and here, by turns, and tells here over there: a machine that is slow for a while is
// slow for both. The earlier one is installed and built as it was.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Row } from './ground/benchmark.ts'
import { findBenchmarks, loadBenchmark, missingPeers, ROOT, type Found } from './ground/find.ts'
import { median } from './ground/figures.ts'
import { machineLine } from './ground/machine.ts'
import { tableOf } from './ground/markdown.ts'
import { runAlone } from './ground/process.ts'
import type { Message } from './one.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
})
const [revision = '', ...wanted] = positionals
const chosen = findBenchmarks().filter(({ name, part }) => wanted.includes(name) || wanted.includes(part))
if (revision === '' || chosen.length === 0) {
  console.error('usage: npm run bench:against -- <revision> <names or folders> [--rounds=3]')
  process.exit(2)
}

const git = (...args: readonly string[]) =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

function checkOut(tree: string, hasPeers: boolean): void {
  git('worktree', 'add', '--detach', tree, revision)
  const peers = hasPeers ? [['ci', '--prefix', 'bench']] : []
  for (const args of [['ci'], ...peers, ['run', 'build']])
    execFileSync('npm', [...args, '--silent'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The rows of one run in a checkout; a run that breaks off ends all of it. */
async function rowsOf(tree: string, { name }: Found, limitMs: number): Promise<Row[]> {
  const rows: Row[] = []
  const folder = mkdtempSync(join(ROOT, 'data/bench-'))
  const hear = (message: unknown) => {
    const said = message as Message
    if ('row' in said) rows.push(said.row)
  }
  const ending = await runAlone(join(tree, 'bench/one.ts'), [name, folder, 'short'], limitMs, hear, tree)
  rmSync(folder, { recursive: true, force: true })
  if (ending !== null) throw new Error(`${name} in ${tree}: ${ending}`)
  return rows
}

/** A value per round: the median of what the round measured. */
const joined = (what: string, rounds: readonly (readonly Row[])[]): number[] =>
  rounds.flatMap(rows => rows.filter(row => row.what === what).map(({ ours }) => median(ours)))

async function compare(found: Found, tree: string): Promise<void> {
  const { title, limitSeconds } = await loadBenchmark(found)
  const before: Row[][] = []
  const now: Row[][] = []
  const sides: readonly (readonly [string, Row[][]])[] = [
    [tree, before],
    [ROOT, now],
  ]
  for (let round = 0; round < Number(flags.rounds); round++)
    for (const [place, rounds] of round % 2 === 0 ? sides : [...sides].reverse())
      rounds.push(await rowsOf(place, found, 1000 * limitSeconds[0]))
  const rows = (now[0] ?? []).map(({ what, unit }): Row => {
    const values = joined(what, before)
    const ours = joined(what, now)
    return values.length === 0
      ? { what, unit, ours }
      : { what, unit, ours, beside: { what: revision, values } }
  })
  console.log(`\n${machineLine(new Date())}\n\n${tableOf({ name: found.name, title, rows, notes: [] })}\n`)
}

mkdirSync(join(ROOT, 'data'), { recursive: true })
const folder = mkdtempSync(join(ROOT, 'data/against-'))
const tree = join(folder, 'tree')
try {
  const benchmarks = await Promise.all(chosen.map(loadBenchmark))
  const missing = benchmarks.flatMap(missingPeers)
  if (missing.length > 0) throw new Error(`needs ${missing.join(', ')}: npm ci --prefix bench`)
  checkOut(
    tree,
    benchmarks.some(({ peers = [] }) => peers.length > 0),
  )
  for (const found of chosen) await compare(found, tree)
} finally {
  git('worktree', 'remove', '--force', tree)
  rmSync(folder, { recursive: true, force: true })
}
