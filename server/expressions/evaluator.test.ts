import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Computed, Outcome } from '../../shared/mapping/expressions.ts'
import { createEvaluator } from './evaluator.ts'
import { createProgram, type Answered, type Program } from './program.ts'

const program = createProgram()
const evaluator = createEvaluator(program)
const { evaluate } = evaluator
afterAll(() => evaluator.stop())

const told = (outcome: Outcome | undefined) =>
  outcome === undefined ? undefined : outcome.ok ? outcome.value : `! ${outcome.reason}`
const columns = (computed: readonly Computed[], ...texts: readonly string[]) =>
  computed.map(each => texts.map(text => told(each.get(text))))

const MANY = { l: Array.from({ length: 2_000 }, (_, i) => i) }
const ENDLESS = 'record.l.all(a, record.l.all(b, record.l.all(c, a + b + c >= 0.0)))'
const BOMB = 'record.l.map(a, record.l.map(b, record.l.map(c, string(a) + string(b) + string(c)))).size()'
/** In a thread it took the whole server with it: one piece of memory that is larger than there is (ADR 43). */
const BLOW = 'record.l.map(a, record.t).join(",").upperAscii().size()'

test('[EXPR3] records come as their upstream sent them, with whatever stands in a text', async () => {
  const text = 'record["姓名"] + "·"'
  const records = [{ 姓名: '甲\u2028乙\n丙\r丁' }, { 姓名: '"}\\' }, { 姓名: null }, 7]
  expect(columns(await evaluate('a', [text], records), text)).toEqual([
    ['甲\u2028乙\n丙\r丁·'],
    ['"}\\·'],
    [expect.stringMatching(/^! no such overload/)],
    [expect.stringMatching(/^! Variable 'record' is not/)],
  ])
  const circle: { [name: string]: unknown } = { 姓名: '甲' }
  circle['own'] = circle
  const odd = [circle, { 姓名: 'x'.repeat(300_000) }, { 姓名: '乙', n: 5n }]
  expect(columns(await evaluate('a', [text], odd), text)).toEqual([
    [expect.stringMatching(/^! the record is no JSON/)],
    [expect.stringMatching(/^! the record is no JSON, or has more than 262144/)],
    ['乙·'],
  ])
  expect(await evaluate('a', [text], [])).toEqual([])
})

test('[EXPR5] (T-EXPR-02) what does not end costs its own value, and nothing beside it', async () => {
  const records = [{ l: [1] }, MANY, { l: [2] }]
  const computed = await evaluate('endless', [ENDLESS, 'record.l.size()'], records)
  expect(columns(computed, ENDLESS, 'record.l.size()')).toEqual([
    [true, 1],
    [expect.stringMatching(/^! it was ended after/), 2_000],
    [true, 1],
  ])
})

const ENDED = /^! it (needs more than the 64 MB|was ended)/

test('[EXPR5] (T-EXPR-02) what takes all memory is ended for that, however long it may take', async () => {
  const { endedBy } = await program.evaluate(
    [BLOW],
    [JSON.stringify({ ...MANY, t: 'b'.repeat(100_000) })],
    15_000,
  )
  expect(endedBy).toBe('memory')
})

test('[EXPR5] (T-EXPR-02) what takes all memory ends its process, not the server, and the next has another', async () => {
  const before = program.pid
  const records = [
    { l: [1], t: 'a' },
    { ...MANY, t: 'b'.repeat(100_000) },
    { l: [2], t: 'c' },
  ]
  const computed = await evaluate('bomb', [BOMB, BLOW], records)
  expect(columns(computed, BOMB, BLOW)).toEqual([
    [1, 1],
    // A slow machine is at the end of its patience first.
    [expect.stringMatching(ENDED), expect.stringMatching(ENDED)],
    [1, 1],
  ])
  expect(program.pid).not.toBe(before)
})

test('[EXPR6] a feed that is held up by itself does not hold up the others', async () => {
  const order: string[] = []
  const evil = { ...MANY, no: 'held up' }
  const held = evaluate('held', [ENDLESS], [evil, { l: [1] }]).then(() => order.push('held'))
  const again = evaluate('held', ['1'], [{}]).then(() => order.push('held, the next report'))
  const other = evaluate('other', ['record.n'], [{ n: 1 }]).then(() => order.push('other'))
  await Promise.all([held, again, other])
  expect(order).toEqual(['other', 'held', 'held, the next report'])
})

/** Ends with the records of which `ends` says so. */
function pretendProgram(ends: (texts: readonly string[], record: string, call: number) => boolean) {
  const calls: { readonly texts: readonly string[]; readonly records: readonly string[] }[] = []
  const pretend: Program = {
    pid: undefined,
    async evaluate(texts, records): Promise<Answered> {
      calls.push({ texts, records })
      const at = records.findIndex(record => ends(texts, record, calls.length))
      const answered = at === -1 ? records : records.slice(0, at)
      const outcomes = answered.map(record =>
        texts.map(text => ({ ok: true as const, value: text + record })),
      )
      return { outcomes, endedBy: at === -1 ? null : 'time' }
    },
    rest: async () => undefined,
    stop: async () => undefined,
  }
  return { calls, ...createEvaluator(pretend) }
}

test('[EXPR7] what ended once, while the machine was busy, is worked out all the same', async () => {
  const { evaluate } = pretendProgram((_, record, call) => record === '2' && call === 1)
  expect(columns(await evaluate('f', ['a', 'b'], [1, 2, 3]), 'a', 'b')).toEqual([
    ['a1', 'b1'],
    ['a2', 'b2'],
    ['a3', 'b3'],
  ])
})

test('[EXPR7] after three records an expression is not tried on the rest of the report; the others are', async () => {
  const { evaluate, calls } = pretendProgram(
    (texts, record) => texts.includes('a') && Number(record) % 2 === 0,
  )
  const computed = await evaluate('f', ['a', 'b'], [1, 2, 3, 4, 5, 6, 7, 8])
  const ended = '! it was ended after 1500 ms'
  const untried = expect.stringMatching(/^! it was not tried: it ended the program with 3 records/) as string
  expect(columns(computed, 'a', 'b')).toEqual([
    ['a1', 'b1'],
    [ended, 'b2'],
    ['a3', 'b3'],
    [ended, 'b4'],
    ['a5', 'b5'],
    [ended, 'b6'],
    [untried, 'b7'],
    [untried, 'b8'],
  ])
  // The next report begins anew, and knows which records those were.
  const before = calls.length
  expect(columns(await evaluate('f', ['a', 'b'], [2, 3]), 'a', 'b')).toEqual([
    [ended, 'b2'],
    ['a3', 'b3'],
  ])
  expect(calls.slice(before)).toEqual([
    { texts: ['b'], records: ['2'] },
    { texts: ['a', 'b'], records: ['3'] },
  ])
})

test('[EXPR7] a report is worked out in pieces, however many records it has', async () => {
  const { evaluate, calls } = pretendProgram(() => false)
  const records = Array.from({ length: 450 }, (_, i) => i)
  expect(columns(await evaluate('f', ['a'], records), 'a')).toEqual(records.map(n => [`a${n}`]))
  expect(calls.map(({ records }) => records.length)).toEqual([200, 200, 50])
})

test('[EXPR7] a process that was ended while it had nothing to do costs nobody anything', async () => {
  await evaluate('a', ['1'], [{}])
  const before = program.pid as number
  process.kill(before, 'SIGKILL')
  await expect.poll(() => program.pid).toBeUndefined()
  expect(columns(await evaluate('a', ['record.n'], [{ n: 2 }]), 'record.n')).toEqual([[2]])
  expect(program.pid).not.toBe(before)
})

test('[EXPR8] the process has no environment and no rights, and is the first to go where memory ends', async () => {
  await evaluate('a', ['1'], [{}])
  const of = (what: string) => readFileSync(`/proc/${program.pid}/${what}`, 'utf8')
  const given = of('cmdline').split('\0')
  expect(given).toContain('--permission')
  expect(given.filter(each => each.startsWith('--allow'))).toEqual(['--allow-fs-read=*'])
  expect(of('environ')).toBe('')
  expect(of('oom_score_adj').trim()).toBe('1000')
})

test('[EXPR8] what would make a pattern of JavaScript of a text is an error in the process', () => {
  const script = `
    Reflect.deleteProperty(globalThis, 'RegExp')
    const { Environment } = await import('@marcbachmann/cel-js')
    try { console.log(new Environment().evaluate('"aaa".matches("a")')) } catch (error) { console.log(error.summary) }
  `
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(stdout.trim()).toBe('Invalid regular expression: a')
  expect(readFileSync(new URL('evaluate-records.ts', import.meta.url), 'utf8')).toContain(
    "Reflect.deleteProperty(globalThis, 'RegExp')",
  )
})

test('[EXPR9] where no program can be started the report is refused as our fault, and asked again', async () => {
  let starts = 0
  const none: Program = {
    pid: undefined,
    evaluate: () => Promise.reject(Object.assign(new Error('did not start'), { fault: starts++ })),
    rest: async () => undefined,
    stop: async () => undefined,
  }
  const { evaluate } = createEvaluator(none)
  await expect(evaluate('f', ['1'], [{}])).rejects.toThrow('did not start')
  await expect(evaluate('f', ['1'], [{}])).rejects.toThrow('did not start')
  expect(starts).toBe(2)
})

test('[EXPR9] who waits while the server stops hears of it', async () => {
  const stopping = createEvaluator()
  const first = stopping.evaluate('f', [ENDLESS], [MANY])
  const second = stopping.evaluate('f', ['1'], [{}])
  const outcomes = Promise.allSettled([first, second])
  await stopping.stop()
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { blame: 'ours', retry: true } })
  await expect(stopping.evaluate('f', ['1'], [{}])).rejects.toThrow('stopping')
})
