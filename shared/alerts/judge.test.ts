import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AlertCondition } from './document.ts'
import { groupOf, happenings, RECOUNT_MS, standingOf, type OpenAlert } from './groups.ts'
import { CALM, next, type Judged, type Watch } from './judge.ts'
import { areaOf, digestOf, keyOf } from './keys.ts'
import { isQuiet, lastEnd, nextTurn } from './quiet.ts'
import { feedRule, metricRule } from './rules.fixture.ts'
import { instant } from '../calendar/naive.fixture.ts'
import { MINUTE } from '../calendar/civil.ts'

type Told = readonly [second: number, value: number | null]
const run = (rule: Judged, told: readonly Told[]): Watch =>
  told.reduce<Watch>((watch, [second, value]) => next(watch, value, second * 1000, rule), CALM)
const statesOf = (rule: Judged, told: readonly Told[]) =>
  told.map((_, i) => run(rule, told.slice(0, i + 1)).state)

const ABOVE: Judged = { condition: { above: 10, clear: 8 }, forSeconds: 0 }

describe('one subject', () => {
  test('[ALR3] it ends where its own threshold says, and between the two nothing changes', () => {
    expect(
      statesOf(ABOVE, [
        [0, 10],
        [1, 11],
        [2, 9],
        [3, 10],
        [4, 8],
        [5, 9],
      ]),
    ).toEqual(['calm', 'firing', 'firing', 'firing', 'calm', 'calm'])
    const below: Judged = { condition: { below: 3, clear: 5 }, forSeconds: 0 }
    expect(
      statesOf(below, [
        [0, 3],
        [1, 2],
        [2, 4],
        [3, 5],
      ]),
    ).toEqual(['calm', 'firing', 'firing', 'calm'])
  })

  test('[ALR4] it holds for so long without a break before it is raised', () => {
    const rule = { ...ABOVE, forSeconds: 60 }
    const states = statesOf(rule, [
      [0, 11],
      [30, 12],
      [50, 9],
      [60, 11],
      [119, 11],
      [120, 11],
    ])
    expect(states).toEqual(['pending', 'pending', 'calm', 'pending', 'pending', 'firing'])
    expect(
      run(rule, [
        [0, 11],
        [60, 12],
      ]),
    ).toMatchObject({ since: 0, value: 12 })
  })

  test('[ALR5] on change: further away than so much from anything within the window', () => {
    const rule: Judged = { condition: { changesBy: 5, withinSeconds: 60 }, forSeconds: 0 }
    const states = statesOf(rule, [
      [0, 100],
      [30, 104],
      [50, 105],
      [70, 105],
      [200, 200],
    ])
    // The last one comes after the window: nothing is known that it could have changed from.
    expect(states).toEqual(['calm', 'calm', 'firing', 'calm', 'calm'])
  })

  test('[ALR6] what is not known neither raises nor clears: what is open stays, what waited begins anew', () => {
    const rule = { ...ABOVE, forSeconds: 60 }
    const waiting: Told[] = [
      [0, 11],
      [30, null],
      [60, 11],
    ]
    expect(statesOf(rule, waiting)).toEqual(['pending', 'calm', 'pending'])
    expect(
      statesOf(ABOVE, [
        [0, 11],
        [30, null],
        [60, null],
        [90, 9],
        [91, 1],
      ]),
    ).toEqual([...['firing', 'firing', 'firing', 'firing', 'calm']])
    const change: Judged = { condition: { changesBy: 5, withinSeconds: 600 }, forSeconds: 0 }
    expect(
      statesOf(change, [
        [0, 100],
        [30, null],
        [60, 200],
      ]),
    ).toEqual(['calm', 'calm', 'calm'])
  })

  test('[ALR5] [ALR6] what is raised by a change ends when all of its window was seen without one', () => {
    const rule: Judged = { condition: { changesBy: 5, withinSeconds: 60 }, forSeconds: 0 }
    const firing: Watch = { state: 'firing', past: [], since: 0, value: null }
    const after = (told: readonly Told[]) =>
      told.reduce<Watch>((watch, [second, value]) => next(watch, value, second * 1000, rule), firing).state
    // After a start, and after a look that saw nothing.
    expect(after([[100, 7]])).toBe('firing')
    const calm: Told[] = [100, 130, 159].map(second => [second, 7])
    expect(after(calm)).toBe('firing')
    expect(after([...calm, [160, 7]])).toBe('calm')
    expect(after([...calm, [159.5, null], [160, 7]])).toBe('firing')
    expect(after([...calm, [159.5, 13], [160, 13]])).toBe('firing')
  })

  test('[ALR5] a day of looks is kept as the changes in it, and of those only what is further than all that followed', () => {
    const condition = { changesBy: 5, withinSeconds: 86_400 }
    let watch: Watch = CALM
    for (let second = 0; second < 20_000; second++)
      watch = next(watch, [0, 3, 1, 2][Math.floor(second / 900) % 4]!, second * 1000, {
        condition,
        forSeconds: 0,
      })
    expect(watch.past.map(({ value }) => value)).toEqual([0, 3, 1])
    expect(watch.past[0]?.since).toBe(0)
    expect(next(watch, 5, 20_000_000, { condition, forSeconds: 0 }).state).toBe('firing')
    expect(next(watch, 4, 20_000_000, { condition, forSeconds: 0 }).state).toBe('calm')
  })

  test('[ALR3] [ALR4] [ALR5] [ALR6] as said plainly, whatever comes', () => {
    const values = fc.option(fc.integer({ min: 0, max: 20 }), { freq: 6 })
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), values), { minLength: 1, maxLength: 40 })
    const conditions: fc.Arbitrary<AlertCondition> = fc.oneof(
      fc.record({ above: fc.integer({ min: 8, max: 14 }), clear: fc.integer({ min: 3, max: 8 }) }),
      fc.record({ below: fc.integer({ min: 3, max: 8 }), clear: fc.integer({ min: 8, max: 14 }) }),
      fc.record({
        changesBy: fc.integer({ min: 3, max: 9 }),
        withinSeconds: fc.integer({ min: 10, max: 90 }),
      }),
    )
    let fired = 0
    fc.assert(
      fc.property(conditions, fc.integer({ min: 0, max: 90 }), steps, (condition, forSeconds, gaps) => {
        let second = 0
        const told = gaps.map(([gap, value]): Told => [(second += gap), value])
        const states = statesOf({ condition, forSeconds }, told)
        for (let i = 0; i < told.length; i++) {
          const expected = isRaisedPlainly({ condition, forSeconds }, told.slice(0, i + 1))
          if (expected) fired++
          expect(states[i] === 'firing', JSON.stringify(told.slice(0, i + 1))).toBe(expected)
        }
      }),
      { numRuns: 300 },
    )
    expect(fired).toBeGreaterThan(100)
  })
})

/** By the definition: somewhere it held long enough, and since then nothing that is known has cleared it. */
function isRaisedPlainly({ condition, forSeconds }: Judged, told: readonly Told[]): boolean {
  const says = told.map((_, i) => saysPlainly(condition, told.slice(0, i + 1)))
  return told.some((_, end) => {
    const held = told.some(
      ([begin], from) =>
        from <= end &&
        says.slice(from, end + 1).every(each => each === 'raises') &&
        told[end]![0] - begin >= forSeconds,
    )
    return held && says.slice(end + 1).every(each => each !== 'clears')
  })
}

function saysPlainly(condition: AlertCondition, told: readonly Told[]): string {
  const [now, value] = told.at(-1)!
  if (value === null) return 'unknown'
  if ('changesBy' in condition) {
    const { changesBy, withinSeconds } = condition
    const isGap = (i: number) => told[i]![1] === null || told[i + 1]![0] - told[i]![0] > withinSeconds
    const gap = told.findLastIndex((_, i) => i < told.length - 1 && isGap(i))
    const known = told.slice(gap + 1)
    const seen = known.filter(([at]) => now - at <= withinSeconds)
    if (seen.some(([, each]) => Math.abs(value - each!) >= changesBy)) return 'raises'
    return now - known[0]![0] >= withinSeconds ? 'clears' : 'between'
  }
  if ('above' in condition)
    return value > condition.above ? 'raises' : value <= condition.clear! ? 'clears' : 'between'
  return value < condition.below ? 'raises' : value >= condition.clear! ? 'clears' : 'between'
}

describe('many at once', () => {
  const firing = (value: number, since = 0): Watch => ({ state: 'firing', past: [], since, value })
  const watches = new Map<string, Watch>([
    ['211002|gas,a|', firing(2, 5)],
    ['211002|gas,b|', firing(7, 9)],
    ['211003|gas,a|', firing(3, 1)],
    ['211004|gas,a|', CALM],
  ])
  const open = (group: string, subjects: readonly string[], toldAt = 0): [string, OpenAlert] => [
    group,
    { group, digest: digestOf(subjects, '7'), toldAt },
  ]
  const shown = () => '7'

  test('[ALR7] they are one alert of a rule, or one of each area, the worst told first', () => {
    expect(standingOf(metricRule({ groupBy: 'all' }), watches)).toEqual([
      { group: '', subjects: ['211002|gas,b|', '211003|gas,a|', '211002|gas,a|'], since: 1, value: 7 },
    ])
    const byArea = standingOf(metricRule({ groupBy: 'area' }), watches)
    expect(byArea.map(({ group, subjects }) => [group, subjects.length])).toEqual([
      ['211002', 2],
      ['211003', 1],
    ])
    expect(standingOf(metricRule(), watches)).toHaveLength(3)
    const below = metricRule({ groupBy: 'all', condition: { below: 9 } })
    expect(standingOf(below, watches)[0]?.value).toBe(2)
    expect(groupOf(feedRule({ groupBy: 'each' }), 'hotline')).toBe(keyOf('hotline'))
  })

  test('[ALR8] what is told already is not told again, and what flickers only after a while', () => {
    const standing = standingOf(metricRule({ groupBy: 'area' }), watches)
    const [first, second] = standing as [(typeof standing)[0], (typeof standing)[0]]
    expect(happenings(new Map(), standing, 0, shown).map(({ type }) => type)).toEqual(['raised', 'raised'])
    const known = new Map([open('211002', first.subjects), open('211003', second.subjects)])
    expect(happenings(known, standing, RECOUNT_MS, shown)).toEqual([])
    const other = new Map([open('211002', ['211002|gas,a|']), open('211003', second.subjects)])
    expect(happenings(other, standing, RECOUNT_MS - 1, shown)).toEqual([])
    expect(happenings(other, standing, RECOUNT_MS, shown)).toMatchObject([
      { type: 'counted', standing: first },
    ])
    const worse = new Map([
      ...known,
      ['211003', { ...known.get('211003')!, digest: digestOf(second.subjects, '6') }],
    ])
    expect(happenings(worse, standing, RECOUNT_MS, shown)).toMatchObject([
      { type: 'counted', standing: second },
    ])
    const another = { ...first, subjects: [...first.subjects].reverse() }
    expect(happenings(known, [another, second], RECOUNT_MS, shown)).toMatchObject([
      { type: 'counted', standing: another },
    ])
    expect(happenings(worse, [another, second], RECOUNT_MS - 1, shown)).toEqual([])
    // At a start nothing of it was seen yet.
    const unseen = standing.map(each => ({ ...each, value: null }))
    expect(happenings(other, unseen, RECOUNT_MS, shown)).toEqual([])
    const gone = new Map([...known, open('211009', ['211009|x|'])])
    expect(happenings(gone, standing, 0, shown)).toMatchObject([
      { type: 'cleared', alert: { group: '211009' } },
    ])
  })
})

test('[ALR8] what the journal knows a subject by is the same for ever, whatever its name is like', () => {
  const long = `211002|${'某'.repeat(250)}|`
  const names = ['211002|13812345678|', '211002|13812345679|', long, `${long}x`, 'hotline', '211002||']
  const keys = names.map(keyOf)
  expect(new Set(keys).size).toBe(names.length)
  expect(keys.map(keyOf)).toEqual(keys)
  for (const key of keys) expect(key).toMatch(/^(211002)?~[0-9a-f]{16}$/)
  expect(keys.map(areaOf)).toEqual(['211002', '211002', '211002', '211002', '', '211002'])
  const [worst, ...others] = keys as [string, ...string[]]
  const whole = digestOf(names, '7 处')
  expect(digestOf([worst, ...others.reverse()], '7 处')).toBe(whole)
  for (const other of [
    digestOf(names.slice(0, -1), '7 处'),
    digestOf(names, '8 处'),
    digestOf(names.toReversed(), '7 处'),
  ])
    expect(other).not.toBe(whole)
})

test('[ALR9] quiet hours go over midnight, and their turns are the next ones', () => {
  const night = { from: 22 * 60, to: 7 * 60 }
  const at = (time: string) => instant(`2026-11-24 ${time}`)
  expect(
    ['21:59', '22:00', '23:30', '00:10', '06:59', '07:00'].map(time => isQuiet(night, at(time))),
  ).toEqual([...[false, true, true, true, true, false]])
  expect(nextTurn(night, at('12:00'))).toBe(at('22:00'))
  expect(nextTurn(night, at('22:00'))).toBe(instant('2026-11-25 07:00'))
  const noon = { from: 12 * 60, to: 13 * 60 }
  expect([isQuiet(noon, at('12:30')), isQuiet(noon, at('13:00'))]).toEqual([true, false])
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.nat(4000),
      (from, to, m) => {
        fc.pre(from !== to)
        const now = at('00:00') + m * MINUTE
        const turn = nextTurn({ from, to }, now)
        expect(isQuiet({ from, to }, turn)).not.toBe(isQuiet({ from, to }, now))
        expect(isQuiet({ from, to }, turn - 1)).toBe(isQuiet({ from, to }, now))
        const end = lastEnd({ from, to }, now)
        expect([isQuiet({ from, to }, end - 1), isQuiet({ from, to }, end)]).toEqual([true, false])
        expect(now - end).toBeGreaterThanOrEqual(0)
        expect(now - end).toBeLessThan(1440 * MINUTE)
      },
    ),
  )
})
