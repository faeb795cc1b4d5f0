// npm run bench -- [names or folders] [--long] [--write] [--list]
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark, Row } from './ground/benchmark.ts'
import { findBenchmarks, loadBenchmark, missingPeers, ROOT, type Found } from './ground/find.ts'
import { machineLine } from './ground/machine.ts'
import { tableOf, withFigures, type Told } from './ground/markdown.ts'
import { runAlone } from './ground/process.ts'
import type { Message } from './one.ts'

const PAGE = join(import.meta.dirname, 'README.md')
const { values: flags, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean' }, write: { type: 'boolean' }, list: { type: 'boolean' } },
})
const long = flags.long === true

function chosen(): Found[] {
  const all = findBenchmarks()
  const unknown = wanted.filter(word => !all.some(({ name, part }) => word === name || word === part))
  if (unknown.length > 0) {
    console.error(`no benchmark or folder is called ${unknown.join(', ')}; --list tells what there is`)
    process.exit(2)
  }
  const found = all.filter(
    ({ name, part }) => wanted.length === 0 || wanted.includes(name) || wanted.includes(part),
  )
  // Said before an hour of measuring and not after it.
  if (flags.write === true)
    for (const { name } of found)
      withFigures(readFileSync(PAGE, 'utf8'), { name, title: '', rows: [], notes: [] }, '')
  return found
}

/** null: it ran to its end. */
async function runOne(found: Found, benchmark: Benchmark): Promise<string | null> {
  const missing = missingPeers(benchmark)
  if (missing.length > 0) return `needs ${missing.join(', ')}: npm ci --prefix bench`
  mkdirSync(join(ROOT, 'data'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, 'data/bench-'))
  const stamp = machineLine(new Date())
  const rows: Row[] = []
  const notes: string[] = []
  const hear = (message: unknown) => {
    const said = message as Message
    if ('row' in said) rows.push(said.row)
    else notes.push(said.note)
  }
  const limitMs = 1000 * benchmark.limitSeconds[long ? 1 : 0]
  const args = [found.name, folder, long ? 'long' : 'short']
  const ending = await runAlone(join(import.meta.dirname, 'one.ts'), args, limitMs, hear)
  rmSync(folder, { recursive: true, force: true })
  const told: Told = { name: found.name, title: benchmark.title, rows, notes }
  console.log(`\n${stamp}\n\n${tableOf(told)}\n`)
  if (flags.write === true && ending === null)
    writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), told, stamp))
  return ending
}

for (const found of chosen()) {
  const benchmark = await loadBenchmark(found)
  console.log(`## ${found.part}/${found.name}: ${benchmark.title}`)
  if (flags.list === true) continue
  const ending = await runOne(found, benchmark)
  if (ending === null) continue
  console.log(`${found.name}: FAILED, ${ending}`)
  process.exitCode = 1
}
