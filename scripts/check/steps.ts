import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, runCommand, seconds } from '../command.ts'
import { LONG } from './long-form.ts'
import type { Result } from './report.ts'
import { surroundings } from './surroundings.ts'
import { tallyOf } from './tally.ts'

export interface StaticCheck {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

// Longest first; two run at a time. Client and server are built here because the suites open and start what was built.
export const STATIC_CHECKS: readonly StaticCheck[] = [
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'types', command: ['node', 'scripts/types.ts', '--jobs=1'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint of types', command: ['oxlint', '.', '--deny-warnings'] },
  { name: 'client builds', command: ['vite', 'build', 'client'] },
  { name: 'server builds', command: ['vite', 'build', 'server'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'rules and tests', command: ['node', 'scripts/spec-check.ts'] },
]

export const SUITES = ['unit', 'services', 'city', 'browser'] as const
/** The others start whole servers, which run in what they ship with. */
const SMALL_TESTS: ReadonlySet<string> = new Set(['unit', 'services'])

const MINUTE = 60_000
const STATIC_LIMIT = 5 * MINUTE
/** Only what hangs comes to it: where the processors are a third as fast the browser's suite takes twenty. */
const SUITE_LIMIT = (LONG ? 360 : 30) * MINUTE

/** One static check counts as one test. What it prints is shown only when it fails. */
export const runStatic = async ({ name, command: [tool, ...args] }: StaticCheck): Promise<Result> => {
  const { code, output, milliseconds } = await runCommand(tool, args, { limit: STATIC_LIMIT })
  const failed = code === 0 ? 0 : 1
  console.log(`${name}: ${failed === 0 ? 'fine' : 'FAILED'}, ${seconds(milliseconds)}`)
  if (failed > 0) console.log(output)
  const failures = failed === 0 ? [] : [`it ended with ${code}, and what it said stands above`]
  return { name, milliseconds, passed: 1 - failed, failed, skipped: 0, failures }
}

const readReport = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return null
  }
}

/** Runs one vitest project. An older report is removed first: it must not stand in for a run that broke. */
export const runSuite = async (name: string): Promise<Result> => {
  console.log(`\n${name}`)
  const folder = join(ROOT, 'node_modules/.cache/check')
  const file = join(folder, `${name}.json`)
  await mkdir(folder, { recursive: true })
  await rm(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const around = SMALL_TESTS.has(name) ? surroundings() : null
  const { code, milliseconds } = await runCommand('vitest', ['run', '--project', name, ...reporters], {
    echo: true,
    limit: SUITE_LIMIT,
    ...(around === null ? {} : { env: around.env }),
  })
  around?.remove()
  return { name, milliseconds, ...tallyOf(await readReport(file), code) }
}
