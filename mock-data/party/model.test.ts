import { afterAll, expect, test } from 'vitest'
import { DAY, dayOfDate } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { chainMembers, mattersAt, matterState } from './chain.ts'
import { DIMENSIONS } from './members.ts'
import { createPartyModel } from './model.ts'

const city = cityForTests({ at: '2026-11-23T10:24:00+08:00' })
afterAll(city.remove)
const model = createPartyModel(city)
const AT = city.clock.now()
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const count = (types: readonly string[]) => model.organisations.filter(org => types.includes(org.type)).length

test('[PTY1] the tree has the published numbers and one root', () => {
  expect(count(['市委', '区县委', '系统党委', '街镇党委', '基层党委'])).toBe(328)
  expect(count(['党总支'])).toBe(358)
  expect(count(['党支部'])).toBe(5014)
  expect(model.organisations).toHaveLength(5700)
  expect([count(['区县委']), count(['系统党委']), count(['街镇党委'])]).toEqual([7, 5, 50])
  expect(model.organisations.filter(org => org.parent === null).map(org => org.name)).toEqual(['辽阳市委'])
  expect(model.organisations.filter(org => org.rectifying)).toHaveLength(6)
})

test('[PTY1] every parent stands before its children, and a committee has the members below it', () => {
  const seen = new Map<string, number>()
  const below = new Map<string, number>()
  for (const org of model.organisations) {
    expect(org.parent === null || seen.has(org.parent)).toBe(true)
    seen.set(org.id, org.members)
    if (org.parent !== null) below.set(org.parent, (below.get(org.parent) ?? 0) + org.members)
  }
  expect(seen.size).toBe(5700)
  const wrong = model.organisations.filter(
    org => org.type !== '党支部' && (below.get(org.id) ?? 0) !== org.members,
  )
  expect(wrong).toEqual([])
  expect(model.organisations[0]!.members).toBe(110_236)
  expect(
    Math.min(...model.organisations.filter(o => o.type === '党支部').map(o => o.members)),
  ).toBeGreaterThanOrEqual(3)
})

test('[PTY1] every village and community has a branch', () => {
  const places = new Set(model.organisations.filter(o => o.type === '党支部').map(o => o.areaCode))
  expect(city.places.communities.filter(({ code }) => !places.has(code))).toEqual([])
})

test.each(DIMENSIONS)('[PTY2] %s sums to the members, unit by unit and over all', dimension => {
  const counts = model.members.filter(m => m.dimension === dimension)
  expect(sum(counts.map(m => m.count))).toBe(110_236)
  for (const unit of model.units)
    expect(sum(counts.filter(m => m.unit === unit.code).map(m => m.count))).toBe(unit.members)
  expect(counts.every(m => Number.isInteger(m.count) && m.count >= 0)).toBe(true)
})

test('[PTY2] the mixture is near the published one and differs between town and country', () => {
  const of = (unit: string, key: string) => model.members.find(m => m.unit === unit && m.key === key)!.count
  const women = sum(model.members.filter(m => m.key === '女').map(m => m.count))
  expect(women / 110_236).toBeCloseTo(0.312, 3)
  expect(of('211021', '农牧渔民') / of('211021', '女')).toBeGreaterThan(
    2 * (of('SYS-JG', '农牧渔民') / of('SYS-JG', '女')),
  )
})

test('[PTY4] activities never fall within a month, never exceed what is due, and end almost complete', () => {
  const days = Array.from({ length: 30 }, (_, i) => model.activities(dayOfDate('2026-11-01') + i))
  for (const [i, rows] of days.entries()) {
    expect(rows.every((row, r) => i === 0 || row.done >= days[i - 1]![r]!.done)).toBe(true)
    expect(rows.every(row => row.done <= row.due)).toBe(true)
  }
  const total = (rows: (typeof days)[0], part: 'due' | 'done') => sum(rows.map(row => row[part]))
  expect(total(days[29]!, 'done') / total(days[29]!, 'due')).toBeGreaterThan(0.95)
  expect(total(days[0]!, 'done') / total(days[0]!, 'due')).toBeLessThan(0.1)
  expect(sum(days[0]!.filter(row => row.kind === '党小组会').map(row => row.due))).toBeCloseTo(11_260, -1)
})

test('[PTY7] coverage sums to the city, and has gaps', () => {
  const of = (kind: string, part: 'built' | 'due') =>
    sum(model.coverage.filter(c => c.kind === kind).map(c => c[part]))
  expect([of('村社区', 'built'), of('村社区', 'due')]).toEqual([714, 714])
  expect([of('网格', 'built'), of('网格', 'due')]).toEqual([2486, 2500])
  expect([of('非公企业', 'built'), of('非公企业', 'due')]).toEqual([2748, 2861])
  expect(model.coverage.every(c => c.built >= 0 && c.built <= c.due)).toBe(true)
})

test('[PTY7] the chain is 1 + 1 + 8 + 6, and about half of its pairs have a matter, most of them done', () => {
  const roles = chainMembers.map(member => member.role)
  expect(['综合党委', '产业链党委', '企业', '服务单位'].map(r => roles.filter(x => x === r).length)).toEqual([
    1, 1, 8, 6,
  ])
  const states = Array.from({ length: 12 }, (_, i) =>
    mattersAt(city, AT + i * 30 * DAY).map(m => matterState(m, AT + i * 30 * DAY)),
  )
  for (const of of states) {
    expect(of.length).toBeGreaterThan(14)
    expect(of.length).toBeLessThan(34)
  }
  const all = states.flat()
  expect(all.filter(s => s === 'done').length / all.length).toBeGreaterThan(0.6)
  expect(all.filter(s => s === 'in_progress').length / all.length).toBeGreaterThan(0.1)
  expect(all.filter(s => s === 'overdue').length).toBeGreaterThan(0)
})

test('[PTY5] a working morning has whistles that are almost all answered, and branches on duty', () => {
  const { whistles, duties } = model.truth(AT)
  const today = whistles.filter(w => w.whistleAt > AT - 10.5 * 3_600_000)
  expect(today.length).toBeGreaterThan(230)
  expect(today.length).toBeLessThan(400)
  const reported = today.filter(w => w.reportAt !== null && w.reportAt <= AT)
  expect(reported.length / today.length).toBeGreaterThan(0.9)
  const onDuty = duties.filter(d => d.since <= AT && d.until > AT)
  expect(onDuty.length).toBeGreaterThan(140)
  expect(onDuty.length).toBeLessThan(320)
})

test('[PTY9] nobody is on duty twice at a time', () => {
  const { duties } = model.truth(AT)
  const last = new Map<string, number>()
  let again = 0
  for (const { branch, since, until } of duties) {
    const before = last.get(branch)
    if (before !== undefined) {
      expect(before, branch).toBeLessThan(since)
      again++
    }
    last.set(branch, until)
  }
  expect(again).toBeGreaterThan(1000)
})
