import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { inLanes, ROOT, runCommand } from '../command.ts'
import { timeLimit } from './long-form.ts'
import { reportOf } from './report.ts'
import { runStatic } from './steps.ts'
import { sharesOf } from './shares.ts'
import { surroundings } from './surroundings.ts'
import { tallyOf } from './tally.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  ...{ startTime: 1_000, endTime: 1_250.5 },
  message: status === 'failed' ? 'SyntaxError: no such word\n  at line 3' : '',
  assertionResults: tests.map(each => ({
    status: each,
    fullName: '[ABC1] it holds',
    failureMessages: each === 'failed' ? ['Error: it does not\n  at line 4'] : [],
  })),
})

const report = (passed: number, failed: number, skipped: number, ...testResults: object[]) =>
  JSON.stringify({
    ...{
      numPassedTests: passed,
      numFailedTests: failed,
      numPendingTests: skipped,
      numTodoTests: 0,
      testResults,
    },
  })

test('[CHK1] [CHK6] the last line sums up all suites and static checks, above it stands what failed', () => {
  const lines = reportOf([
    { name: 'lint', milliseconds: 1234, passed: 1, failed: 0, skipped: 0, failures: [] },
    {
      ...{ name: 'unit', milliseconds: 90_000, passed: 410, failed: 2, skipped: 3 },
      failures: ['[ABC1] it holds: Error: it does not', 'b.test.ts: no such word'],
    },
  ])
  expect(lines.at(-1)).toBe('411 passed, 2 failed')
  expect(lines.slice(-4, -2)).toEqual([
    'unit: [ABC1] it holds: Error: it does not',
    'unit: b.test.ts: no such word',
  ])
  expect(lines).toContainEqual(expect.stringMatching(/^lint +1\.2 s +1 +0 +0$/))
  expect(lines).toContainEqual(expect.stringMatching(/^unit FAILED +90\.0 s +410 +2 +3$/))
})

test('[CHK9] of each named group it is said how long its tests took, and whether that is more than its share', () => {
  const { spent } = tallyOf(report(1, 0, 0, file('passed', 'passed')), 0)
  expect(spent).toEqual([{ file: 'a.test.ts', milliseconds: 250.5 }])
  const took = (file: string, milliseconds: number) => ({ file: `/somewhere/${file}`, milliseconds })
  const run = [
    took('tests/hostile/wire.e2e.test.ts', 61_000),
    took('tests/faults/kill.e2e.test.ts', 30_000),
    took('tests/screens/screens.e2e.test.ts', 500_000),
  ]
  expect(sharesOf(run)).toEqual(['faults and attacks: 91.0 s in 2 files of its 240 s'])
  expect(sharesOf([...run, took('tests/matrix/matrix.test.ts', 200_000)])).toEqual([
    'faults and attacks: 291.0 s in 3 files, MORE than its share of 240 s',
  ])
  expect(sharesOf([took('tests/trust/visits.e2e.test.ts', 30_000)])).toEqual([
    'work of departments: 30.0 s in 1 files of its 240 s',
  ])
  const suite = { name: 'browser', milliseconds: 1, passed: 1, failed: 0, skipped: 0, failures: [] }
  expect(reportOf([{ ...suite, spent: run }]).slice(-4)).toEqual([
    ...['', 'faults and attacks: 91.0 s in 2 files of its 240 s', '', '1 passed, 0 failed'],
  ])
})

test('[CHK2] tests are counted from the report', () => {
  expect(tallyOf(report(7, 0, 2, file('passed', 'passed')), 0)).toMatchObject({
    passed: 7,
    failed: 0,
    skipped: 2,
  })
  expect(tallyOf(report(7, 2, 0, file('failed', 'failed', 'failed')), 1)).toMatchObject({
    failed: 2,
    failures: ['[ABC1] it holds: Error: it does not', '[ABC1] it holds: Error: it does not'],
  })
  expect(tallyOf(report(0, 0, 0), 0)).toMatchObject({ passed: 0, failed: 0, skipped: 0 })
})

test('[CHK6] a failure says all it has to say, and not where in the code', () => {
  const said = (text: string) => {
    const failed = file('failed', 'failed')
    failed.assertionResults[0]!.failureMessages = [text]
    return tallyOf(report(0, 1, 0, failed), 1).failures[0]
  }
  expect(said('Error: 13 figures agree:\ncell a shows 1\n    at agree (a.ts:4)\n    at b.ts:5')).toMatch(
    /it holds: Error: 13 figures agree:\n {2}cell a shows 1$/,
  )
  expect(said(Array.from({ length: 300 }, (_, i) => `line ${i}`).join('\n'))?.split('\n')).toHaveLength(8)
})

test('[CHK3] a run that ends badly never counts as passed', () => {
  const brokenFile = report(7, 0, 0, file('failed'), file('passed', 'passed'))
  const { spent, ...told } = tallyOf(brokenFile, 1)
  expect(spent).toHaveLength(2)
  expect(told).toEqual({
    ...{ passed: 7, failed: 1, skipped: 0 },
    failures: ['a.test.ts: SyntaxError: no such word'],
  })
  expect(tallyOf(report(7, 0, 0, file('passed', 'passed')), 1).failed).toBe(1)
  for (const unreadable of [null, '', '{"numPassedTests": 7}', 'out of memory']) {
    expect(tallyOf(unreadable, 0), String(unreadable)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
  }
})

test('[CHK4] a static check that fails, cannot start or hangs is one failure', async () => {
  const check = (...command: [string, ...string[]]) => runStatic({ name: 'a check', command })
  expect(await check('node', '-e', '0')).toMatchObject({ passed: 1, failed: 0 })
  expect(await check('node', '-e', 'process.exit(3)')).toMatchObject({ passed: 0, failed: 1 })
  expect(await check('no-such-tool-here')).toMatchObject({ passed: 0, failed: 1 })
  const hung = await runCommand('node', ['-e', 'setInterval(() => 0, 1000)'], { limit: 300 })
  expect(hung).toMatchObject({ code: 1, output: expect.stringContaining('ended by SIGKILL') })
})

test('[CHK5] all checks run, never more than the limit at once, whatever the limit is', async () => {
  for (const limit of [1, 2, 9, 0, Number.NaN]) {
    const done: number[] = []
    let running = 0
    await inLanes([1, 2, 3, 4, 5], limit, async job => {
      running += 1
      expect(running).toBeLessThanOrEqual(Math.max(1, limit || 1))
      await new Promise(resolve => setImmediate(resolve))
      running -= 1
      done.push(job)
    })
    expect(done.sort()).toEqual([1, 2, 3, 4, 5])
  }
})

test('[CHK7] what small tests lay down has a folder of its own, in memory only where there is plenty, and is gone at the end', () => {
  for (const [memory, plenty] of [
    ['/no/such/folder', false],
    // A file system that is there, and has no room at all.
    ['/proc', false],
    [tmpdir(), true],
  ] as const) {
    const { env, remove } = surroundings(memory, plenty ? 1 : undefined)
    const folder = env['TMPDIR']!
    expect(dirname(folder)).toBe(plenty ? memory : tmpdir())
    writeFileSync(join(folder, 'journal'), 'laid down')
    remove()
    expect(existsSync(folder)).toBe(false)
  }
})

test('[CHK8] the long form is the same check, and no test that does more in it is held to the time of the short one', () => {
  expect(packageJson.scripts['test:long']).toBe(`LONG=1 ${packageJson.scripts.test}`)
  expect([20, 240, 1_200].map(each => timeLimit(each, false))).toEqual([20_000, 240_000, 1_200_000])
  expect([20, 240, 1_200].map(each => timeLimit(each, true) / 1000)).toEqual([1_200, 2_400, 12_000])
  const longer = globSync('{shared,server,client,mock-data,tests}/**/*.test.ts', { cwd: ROOT })
    .map(path => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))
    .filter(({ source }) => /\b(LONG|runsFor|timeLimit|killAmidOrders)\b/.test(source))
  expect(longer.length).toBeGreaterThan(20)
  // What ends a test: `}, 240_000)`, or such a line of its own behind the function.
  const held = longer.filter(({ source }) => /^ *(\}, |)[\d_]{4,}(\)|,\n\))$/m.test(source))
  expect(held.map(({ path }) => path)).toEqual([])
})
