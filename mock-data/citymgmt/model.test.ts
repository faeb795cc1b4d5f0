import gcoord from 'gcoord'
import { afterAll, describe, expect, test } from 'vitest'
import { HOUR, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import { ANOMALIES, type Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { mattersOfDay } from '../matters.ts'
import { cellCentre } from '../positions.ts'
import type { Action, CityCase, Stage } from './case.ts'
import { LONGEST_LIFE } from './life.ts'
import { createCaseModel } from './model.ts'
import { recurringOf } from './recurring.fixture.ts'
import { changeTimes, isOpen, stateAt, timeOf } from './state.ts'
import { caseJson, closedAt } from './wire.ts'

const opened: { remove(): void }[] = []
afterAll(() => opened.forEach(city => city.remove()))

function modelWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: '2026-10-20T12:00:00+08:00', rates, seed })
  opened.push(city)
  return { city, model: createCaseModel(city) }
}

const ORDINARY: Rates = Object.fromEntries(Object.entries(ANOMALIES).map(([id, { rate }]) => [id, rate]))
const FIRST = dayOfDate('2026-09-01')
const DAYS = 14
const { city, model } = modelWith()
const month: readonly CityCase[] = Array.from({ length: DAYS }, (_, i) => model.casesOfDay(FIRST + i)).flat()
const share = <T>(items: readonly T[], of: (item: T) => boolean) => items.filter(of).length / items.length
const near = (value: number, wanted: number, tolerance = 0.35) => {
  expect(value).toBeGreaterThan(wanted * (1 - tolerance))
  expect(value).toBeLessThan(wanted * (1 + tolerance))
}
const inBox = ({ x, y }: CityCase['site']['point']) =>
  x > 13_640_000 && x < 13_775_000 && y > 4_940_000 && y < 5_080_000
const on = (date: string) => model.casesOfDay(dayOfDate(date))

describe('[CM1] volumes', () => {
  test('[CM1] ordinary days, Sundays and a snow day', () => {
    const ordinary = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-08', '2026-09-09'].map(
      d => on(d).length,
    )
    near(ordinary.reduce((a, b) => a + b, 0) / 5, 600, 0.06)
    near(on('2026-09-06').length, 540, 0.12)
    near(on('2026-12-08').length, 1900, 0.12)
    near(
      share(on('2026-12-08'), c => c.category.name === '积雪结冰'),
      0.69,
      0.05,
    )
    expect(on('2026-12-09').some(c => c.category.name === '积雪结冰')).toBe(true)
    expect(month.some(c => c.category.name === '积雪结冰')).toBe(false)
    expect(share(on('2026-07-22'), c => c.category.name === '道路积水')).toBeGreaterThan(0.05)
  })
})

describe('[CM2] what and where', () => {
  test('[CM2] sub-classes have the shares of the sample', () => {
    near(
      share(month, c => c.category.name === '非机动车乱停'),
      0.205,
      0.12,
    )
    near(
      share(month, c => c.category.name === '暴露垃圾'),
      0.092,
      0.15,
    )
    near(
      share(month, c => c.category.type === '部件'),
      0.2,
      0.15,
    )
    expect(new Set(month.map(c => c.category.name)).size).toBeGreaterThan(40)
  })

  test('[CM2] eight corridors hold most', () => {
    near(
      share(month, c => /(街|路)\d+号附近$/.test(c.site.address ?? '')),
      0.8,
      0.03,
    )
    const streets = month.map(
      c => /(新襄大街|望河路|文昌街|东京陵路|石化大街|首山大街|烟台大街|安平路)/.exec(c.site.address!)?.[1],
    )
    expect(new Set(streets.filter(Boolean)).size).toBe(8)
  })

  test('[CM14] (DOMAIN 2.6) of a month about 29 % recur, with the anomalies of an ordinary city', () => {
    const { model: of } = modelWith(ORDINARY)
    const days = Array.from({ length: 30 }, (_, i) => of.casesOfDay(FIRST + i)).flat()
    const sizes = [...recurringOf(days).values()].map(({ alike }) => alike).filter(alike => alike >= 3)
    near(sizes.length / days.length, 0.2929, 0.07)
    // No one spot makes it: there are many, and most are of a handful.
    expect(sizes.filter(alike => alike < 20).length / sizes.length).toBeGreaterThan(0.5)
  })
})

const FOLLOWS: { readonly [action in Action]: readonly Action[] } = {
  report: ['accept', 'reject'],
  accept: ['file'],
  reject: [],
  file: ['dispatch', 'void'],
  dispatch: ['begin', 'return'],
  return: ['dispatch'],
  begin: ['dispose', 'delay', 'hang'],
  delay: ['dispose'],
  hang: ['resume'],
  resume: ['dispose'],
  dispose: ['check', 'rework'],
  rework: ['dispose'],
  check: ['close'],
  close: [],
  void: [],
}

test('[CM3] every life is a path of the state machine, in rising time, and comes to its end', () => {
  const seen = new Set<Action>()
  const faulty = (steps: CityCase['steps']) =>
    steps[0]!.action !== 'report' ||
    steps.at(-1)!.at - steps[0]!.at > LONGEST_LIFE ||
    steps.some(({ action, at }, i) => {
      const next = steps[i + 1]
      if (next === undefined) return FOLLOWS[action].length > 0
      return !FOLLOWS[action].includes(next.action) || next.at <= at
    })
  for (const { steps } of month) for (const { action } of steps) seen.add(action)
  expect(month.filter(({ steps }) => faulty(steps)).map(({ caseNo }) => caseNo)).toEqual([])
  expect([...seen].sort()).toEqual(Object.keys(FOLLOWS).sort())
})

test('[CM3] a case is unknown before it arrives, and each change raises its version by one', () => {
  for (const one of month.slice(0, 200)) {
    expect(stateAt(one, one.arrivedAt - 1)).toBeNull()
    const times = changeTimes(one)
    expect(times.map(at => stateAt(one, at)!.version)).toEqual(times.map((_, i) => i + 1))
  }
  const evening = startOfDay(FIRST + 13) + 21 * HOUR
  const stages = [3, 6, 9, 12].flatMap(hours =>
    month.flatMap(c => stateAt(c, evening - hours * HOUR)?.stage ?? []),
  )
  expect(new Set<Stage>(stages).size).toBe(10)
})

test('[CM4] durations and rare turns', () => {
  const done = month
    .map(one => stateAt(one, Number.MAX_SAFE_INTEGER)!)
    .filter(({ stage }) => stage === 'closed')
  const hours = done.map(s => (timeOf(s.steps, 'close')! - s.steps[0]!.at) / HOUR).sort((a, b) => a - b)
  near(hours[hours.length >> 1]!, 1.4, 0.15)
  near(hours[Math.floor(hours.length * 0.95)]!, 20, 0.25)
  near(
    share(done, s => timeOf(s.steps, 'dispose')! > s.due!.dispose),
    0.013,
  )
  const having = (action: Action) => share(month, ({ steps }) => steps.some(step => step.action === action))
  near(having('delay'), 0.014)
  near(having('return'), 0.009)
  near(having('hang'), 0.004, 0.5)
  near(having('rework'), 0.001, 0.9)
  near(having('reject'), 0.02)
  near(having('void'), 0.005, 0.5)
  const noon = month.flatMap(c => stateAt(c, startOfDay(FIRST + 13) + 12 * HOUR) ?? [])
  expect(noon.filter(isOpen).length).toBeGreaterThan(60)
  expect(noon.filter(isOpen).length).toBeLessThan(250)
})

test('[CM9] points are metres in the box of the city and convert back into their town', () => {
  const outside = month.filter(({ site }) => {
    const { x, y } = site.point
    const [lon, lat] = gcoord.transform([x, y], gcoord.BD09MC, gcoord.WGS84)
    const centres = city.places.townOf(site.town!.code).cells.map(cell => cellCentre(city.places, cell))
    const nearest = Math.min(...centres.map(c => Math.hypot((c.lon - lon) * 83.6, (c.lat - lat) * 111.2)))
    return !inBox(site.point) || nearest > 2.25
  })
  expect(outside.map(({ caseNo }) => caseNo)).toEqual([])
})

test('[CM10] same seed, same cases; another seed, others', () => {
  const again = modelWith().model.casesOfDay(FIRST + 5)
  expect(again).toEqual(model.casesOfDay(FIRST + 5))
  expect(modelWith({}, 'other').model.casesOfDay(FIRST + 5)).not.toEqual(again)
})

test('[CM13] nobody is named, and every number in a text is nobody’s', () => {
  const { model: loud } = modelWith({ A24: 1, A23: 0.5 })
  const cases = loud.casesOfDay(FIRST + 2)
  const numbers = cases.flatMap(({ description }) => description.match(/\d{18}|0419[- ]?\d{7}|\d{7,}/g) ?? [])
  expect(cases.filter(({ collector }) => !/^采集员\d{3}号$/.test(collector))).toHaveLength(0)
  expect(numbers.length).toBeGreaterThanOrEqual(cases.length)
  expect(numbers.filter(n => !/^0419[- ]?000\d{4}$|^000000190001\d{6}$/.test(n))).toEqual([])
})

describe('[CM11] anomalies', () => {
  const rates = { A4: 0.03, A5: 0.005, A11: 0.03, A12: 0.1, A13: 0.005, A14: 0.003, A23: 0.001, A24: 0.05 }
  const { model: flawedModel, city: flawedCity } = modelWith({ ...rates, A19: 0.08 })
  const flawed = Array.from({ length: DAYS }, (_, i) => flawedModel.casesOfDay(FIRST + i)).flat()
  const unknown = (c: CityCase) =>
    c.filing.subCode === '98' || c.steps.some(s => s.department.name.endsWith('执法局'))
  const place = ({ site }: CityCase) =>
    site.address === null ||
    site.district === null ||
    site.town?.code === '211002001' ||
    site.community?.code === ''

  test.each([
    ['A4', 0.03, (c: CityCase) => c.arrivedAt > c.steps[0]!.at],
    ['A5', 0.005, (c: CityCase) => c.correction !== null],
    ['A11', 0.03, (c: CityCase) => !inBox(c.site.point)],
    ['A12', 0.1, place],
    ['A13', 0.005, unknown],
    ['A14', 0.003, (c: CityCase) => c.impossible !== null],
    ['A23', 0.001, (c: CityCase) => /^[=<@]/.test(c.description)],
    ['A24', 0.05, (c: CityCase) => /\d{7}/.test(c.description)],
  ] as const)('[CM11] %s near its rate of %d, and never when off', (_id, rate, of) => {
    const found = flawed.filter(of).length
    expect(Math.abs(found - rate * flawed.length)).toBeLessThan(4 * Math.sqrt(rate * flawed.length) + 2)
    expect(month.filter(of)).toHaveLength(0)
  })

  test('[CM11] A4: the late ones are minutes, hours and up to three days late', () => {
    const late = flawed.map(c => c.arrivedAt - c.steps[0]!.at).filter(delay => delay > 0)
    expect(late.filter(delay => delay < HOUR).length / late.length).toBeGreaterThan(0.7)
    expect(late.some(delay => delay > HOUR && delay < 24 * HOUR)).toBe(true)
    expect(Math.max(...late)).toBeLessThanOrEqual(73 * HOUR)
  })

  test('[CM11] A5: 结案时间 moves, or the case is withdrawn', () => {
    const corrected = flawed.filter(c => c.correction !== null)
    for (const one of corrected) {
      const before = stateAt(one, one.correction!.at - 1)!
      const after = stateAt(one, one.correction!.at)!
      expect(before.stage).toBe('closed')
      expect(after.version).toBe(before.version + 1)
      if (one.correction!.closedBy === null) expect(caseJson(after).stageName).toBe('作废')
      else expect(closedAt(after)).toBeLessThan(closedAt(before)!)
    }
    expect(new Set(corrected.map(c => c.correction!.closedBy === null)).size).toBe(2)
  })

  test('[CM11] A14: disposal before the report, or no due time', () => {
    const kinds = flawed.filter(c => c.impossible !== null && c.steps.some(s => s.action === 'dispose'))
    for (const one of kinds) {
      const json = caseJson(stateAt(one, Number.MAX_SAFE_INTEGER)!)
      if (one.impossible === 'due') expect(json.disposeDueAt).toBeNull()
      else expect(json.disposedAt! < json.reportAt!).toBe(true)
    }
    expect(kinds.length).toBeGreaterThan(10)
  })

  test('[CM11] A19: every matter that the centre heard of is one case, at its place and about it', () => {
    const day = FIRST + 9
    const matters = mattersOfDay(flawedCity, day).filter(m => m.heard.citymgmt! < startOfDay(day + 1))
    const cases = new Map(flawedModel.casesOfDay(day).map(c => [c.matter, c]))
    expect(matters.length).toBeGreaterThan(20)
    for (const matter of matters) expect(cases.get(matter.id)!.category.name).toContain(matter.trouble.name)
    expect(month.every(c => c.matter === null)).toBe(true)
  })
})
