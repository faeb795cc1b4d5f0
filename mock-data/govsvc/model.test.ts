import { afterAll, expect, test } from 'vitest'
import { dayOfDate } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { STEPS, type Case } from './case.ts'
import { queuesAt, ZONES } from './hall.ts'
import { caseAt, createGovsvcModel } from './model.ts'

const city = cityForTests({ at: '2026-11-20T10:00:00+08:00' })
afterAll(city.remove)
const model = createGovsvcModel(city)
const day = dayOfDate
const share = <T>(items: readonly T[], test: (item: T) => boolean) => items.filter(test).length / items.length
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test('[GSV1] the catalogue has exactly the published totals', () => {
  const items = model.catalogue
  expect(items).toHaveLength(6961)
  expect(items.filter(i => i.visits <= 1)).toHaveLength(6613)
  expect(items.filter(i => i.visits === 0)).toHaveLength(5346)
  expect(sum(items.map(i => i.steps))).toBe(17_542)
  expect((sum(items.map(i => i.steps)) / items.length).toFixed(2)).toBe('2.52')
  expect(items.every(i => i.handleForm.split('^').includes('2'))).toBe(true)
  expect(1 - sum(items.map(i => i.promisedDays)) / sum(items.map(i => i.statutoryDays))).toBeGreaterThan(0.8)
  expect(items.filter(i => i.delegatedTo !== null && i.useLevel === '4')).toHaveLength(48)
  expect(items.filter(i => i.delegatedTo !== null && i.useLevel === '3')).toHaveLength(38)
  expect(new Set(items.map(i => i.taskCode)).size).toBe(6961)
  expect(items.filter(i => i.promisedDays > i.statutoryDays)).toEqual([])
})

test('[GSV2] working days and rest days have their volumes', () => {
  const days = ['2026-11-17', '2026-11-18', '2026-11-19'].map(day)
  const mean = (handling: '1' | '2') => sum(days.map(d => model.casesOfDay(handling, d).length)) / 3
  expect(mean('2')).toBeGreaterThan(690)
  expect(mean('2')).toBeLessThan(810)
  expect(mean('1')).toBeGreaterThan(2800)
  expect(mean('1')).toBeLessThan(3100)
  expect(model.casesOfDay('2', day('2026-11-21')).length).toBeLessThan(100)
})

const clocked: readonly Case[] = Array.from({ length: 14 }, (_, i) =>
  model.casesOfDay('2', day('2026-10-12') + i),
).flat()

test('[GSV3] steps follow one another in order, without gap, up to the result', () => {
  const wrong = clocked.filter(({ steps, acceptAt, resultAt }) => {
    const names = steps.map(step => STEPS.indexOf(step.name as (typeof STEPS)[number]))
    const ordered = names.every((n, i) => i === 0 || n > names[i - 1]!)
    const joined = steps.every((step, i) => step.startAt === (i === 0 ? acceptAt : steps[i - 1]!.endAt))
    return !ordered || !joined || steps.at(-1)!.endAt !== resultAt || resultAt < acceptAt
  })
  expect(clocked.length).toBeGreaterThan(6000)
  expect(wrong).toEqual([])
})

test('[GSV3] about one case in a hundred is late, and the open ones are about two working days of work', () => {
  const at = Date.parse('2026-11-20T10:00:00+08:00')
  const states = [...model.truth(at)].filter(s => s.of.item.handling === '2')
  const closed = states.filter(s => s.doneAt !== null && s.dueAt !== null)
  const late = share(closed, s => s.doneAt! > s.dueAt!)
  expect(late).toBeGreaterThan(0.005)
  expect(late).toBeLessThan(0.02)
  const open = states.filter(s => s.open)
  expect(open.length).toBeGreaterThan(1000)
  expect(open.length).toBeLessThan(2000)
  expect(open.filter(s => s.overdue).length).toBeGreaterThan(3)
  expect(open.filter(s => s.pausedBy !== null).length).toBeGreaterThan(15)
  expect(open.every(s => s.pausedBy === null || s.dueAt === null || !s.overdue)).toBe(true)
})

test('[GSV3] 住建局 takes longer for site visits than any other step of any office', () => {
  const hours = (c: Case, name: string) =>
    c.steps.filter(s => s.name === name).map(s => (s.endAt - s.startAt) / 3_600_000)
  const mean = (office: (short: string) => boolean, name: string) => {
    const all = clocked.filter(c => office(c.item.department.short)).flatMap(c => hours(c, name))
    return sum(all) / all.length
  }
  expect(mean(s => s === '住建局', '勘验')).toBeGreaterThan(1.5 * mean(s => s !== '住建局', '勘验'))
})

test('[GSV9] the hall is empty when closed, and people leave in the order of their numbers', () => {
  expect(
    queuesAt(city, Date.parse('2026-11-21T10:00:00+08:00')).every(
      q => q.waiting + q.called + q.windowsOpen === 0,
    ),
  ).toBe(true)
  expect(queuesAt(city, Date.parse('2026-11-20T03:00:00+08:00')).every(q => q.waiting + q.called === 0)).toBe(
    true,
  )
  const times = Array.from({ length: 40 }, (_, i) => Date.parse('2026-11-20T08:00:00+08:00') + i * 900_000)
  const all = times.map(at => queuesAt(city, at))
  for (const [z, zone] of ZONES.entries()) {
    const queue = all.map(queues => queues[z]!)
    expect(queue.map(q => q.called)).toEqual(queue.map(q => q.called).sort((a, b) => a - b))
    expect(queue.every(q => q.served <= q.called && q.waiting >= 0)).toBe(true)
    expect(queue.at(-1)!.served).toBeGreaterThan(zone.visitors * 0.7)
    expect(queue.at(-1)!.waiting).toBe(0)
  }
  expect(sum(all.flat().map(q => q.waiting))).toBeGreaterThan(100)
})

test('[GSV12] (LYX-11, IOC-20) rules that were applied, and what was chosen where there was a choice', () => {
  const cases = Array.from({ length: 10 }, (_, i) => day('2026-11-09') + i).flatMap(date => [
    ...model.casesOfDay('1', date),
    ...model.casesOfDay('2', date),
  ])
  const choices = cases.filter(({ mode }) => mode !== null)
  expect(choices.length).toBeGreaterThan(50)
  expect(choices.every(({ item }) => item.commitment)).toBe(true)
  expect(cases.filter(({ item, mode }) => item.commitment && mode === null)).toEqual([])
  expect(share(choices, ({ mode }) => mode === 'committed')).toBeCloseTo(0.82, 1)
  const wrong = cases.filter(({ mode, flags }) => flags.includes('告知承诺') !== (mode === 'committed'))
  expect(wrong).toEqual([])
  const of = (flag: (typeof cases)[number]['flags'][number]) =>
    cases.filter(({ flags }) => flags.includes(flag))
  expect(of('首问负责').every(({ applyType }) => applyType === '1')).toBe(true)
  expect(of('审批负责').every(({ item }) => item.handling === '2')).toBe(true)
  for (const flag of ['首问负责', '审批负责', '一次告知'] as const)
    expect(of(flag).length, flag).toBeGreaterThan(50)
  const surveyed = cases.filter(({ flags }) => flags.includes('联合踏勘'))
  expect(surveyed.length).toBeGreaterThan(100)
  expect(surveyed.filter(({ steps }) => !steps.some(({ name }) => name === '勘验'))).toEqual([])
})

test('[GSV13] (HW-15) who decides is told of delegated items alone: the zone itself of most', () => {
  const cases = Array.from({ length: 10 }, (_, i) => day('2026-11-09') + i).flatMap(date => [
    ...model.casesOfDay('1', date),
    ...model.casesOfDay('2', date),
  ])
  const zoned = cases.filter(({ decidedBy }) => decidedBy !== null)
  expect(zoned.length).toBeGreaterThan(100)
  expect(zoned.filter(({ item }) => item.delegatedTo === null)).toEqual([])
  expect(cases.filter(({ item, decidedBy }) => item.delegatedTo !== null && decidedBy === null)).toEqual([])
  const kept = share(zoned, ({ item, decidedBy }) => decidedBy === item.delegatedTo)
  expect(kept).toBeGreaterThan(0.85)
  expect(kept).toBeLessThan(1)
})

test('[GSV20] (PRV-06) the system finds what is overdue, by the clock of the case, and people find what they saw', () => {
  const found = clocked.flatMap(each => each.findings.map(finding => ({ each, finding })))
  const bySystem = found.filter(({ finding }) => finding.means === '5')
  expect(bySystem.length).toBeGreaterThan(20)
  for (const { each, finding } of bySystem) expect(caseAt(city, each, finding.at).overdue).toBe(true)
  const told = new Set(bySystem.map(({ each }) => each.caseNo))
  const untold = clocked.filter(({ caseNo }) => !told.has(caseNo))
  // A case that was over on the morning after is not found any more.
  const morning = (at: number) => at + 3 * 86_400_000
  expect(untold.filter(each => caseAt(city, each, morning(each.resultAt - 86_400_000 * 4)).overdue)).toEqual(
    [],
  )
  expect(found.length - bySystem.length).toBeGreaterThan(10)
  for (const { finding } of found)
    if (finding.mendedAt !== null) expect(finding.mendedAt).toBeGreaterThan(finding.at)
  expect(share(found, ({ finding }) => finding.mendedAt !== null)).toBeGreaterThan(0.8)
  const onTheSpot = model.casesOfDay('1', day('2026-11-10'))
  expect(onTheSpot.filter(({ findings }) => findings.length > 0)).toEqual([])
})
