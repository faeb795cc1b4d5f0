import { existsSync, readdirSync, rmSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, dateOfDay, dayNumber, weekdayOf } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createEnterprise } from './enterprise.ts'
import { SOURCES } from './fates.ts'
import { handover } from './files.ts'
import { GROUPS } from './groups.ts'
import { ledgerOf } from './ledger.ts'
import type { Problem } from './problem.ts'
import { PAIRS, visitsHandedOver, visitsOfLate } from './pairs.ts'
import { sessionsUntil } from './sessions.ts'

const START = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(START)
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

function cityAt(options: { at?: string; rates?: Rates; seed?: string; folder?: string } = {}) {
  const city = cityForTests({ at: START, ...options })
  if (options.folder === undefined) open.push({ stop: city.remove })
  return city
}

const ended = (all: readonly Problem[], name: string) =>
  all.filter(({ steps }) => steps.at(-1)?.name === name)
const assignmentOf = ({ steps }: Problem) => steps.find(({ name }) => name === '交办')
const tally = (names: readonly string[]) =>
  names.reduce<Record<string, number>>((counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }), {})

describe.each(['2026-11-24T10:24:00+08:00', '2026-02-16T16:00:00+08:00', '2027-03-01T07:00:00+08:00'])(
  'handed over on %s',
  at => {
    const now = Date.parse(at)
    const city = cityAt({ at })
    const ledger = ledgerOf(city, now)
    const kept = ledger.filter(problem => assignmentOf(problem) !== undefined)

    test('[LGR1] (HW-04) 147 were collected, 130 stayed, 129 are struck off and one is going on', () => {
      expect(ledger).toHaveLength(147)
      expect([ended(ledger, '剔除').length, ended(ledger, '合并').length]).toEqual([6, 11])
      expect([kept.length, ended(ledger, '销号').length, ended(ledger, '接办').length]).toEqual([130, 129, 1])
    })

    test('[LGR2] one step follows the other, before the ledger is handed over', () => {
      for (const { no, collectedAt, steps } of ledger) {
        const times = [collectedAt, ...steps.map(step => step.at), now]
        expect(times, no).toEqual(times.toSorted((a, b) => a - b))
        expect(new Set(times).size, no).toBe(times.length)
        expect(
          steps.filter(step => !city.calendar.isWorkday(dayNumber(step.at))),
          no,
        ).toEqual([])
      }
    })

    test('[LGR2] (HW-05) a merged one goes on with one that stayed; the open one has a department, a day and a group', () => {
      const numbers = new Map(kept.map(problem => [problem.no, problem]))
      for (const { no, steps, collectedAt } of ended(ledger, '合并'))
        expect(numbers.get(steps.at(-1)?.mergedInto ?? '')?.collectedAt, no).toBeLessThan(collectedAt)
      const [going] = ended(ledger, '接办')
      const { team, to, promisedAt, at: since } = assignmentOf(going!)!
      expect([team, to]).toEqual(['供热管线迁改专班', '宏伟区住建局'])
      expect(promisedAt).toBeGreaterThan(now)
      expect(city.calendar.add(dayNumber(since), 15)).toBe(dayNumber(promisedAt!))
    })

    test('[LGR3] by who brought them, by group, and by who sent answers back', () => {
      expect(tally(ledger.map(({ source }) => source))).toEqual(Object.fromEntries(SOURCES))
      expect(tally(kept.map(problem => assignmentOf(problem)!.group!))).toEqual(
        Object.fromEntries(GROUPS.map(({ name, problems }) => [name, problems])),
      )
      const sentBack = kept.filter(({ steps }) => steps.some(({ name }) => name === '企业退回'))
      expect(sentBack).toHaveLength(4)
      expect(sentBack.every(({ steps }) => steps.filter(({ name }) => name === '答复').length === 2)).toBe(
        true,
      )
    })

    test('[LGR5] what was raised at a table was collected there, from one who sat at it', () => {
      const sessions = new Map(sessionsUntil(city, now).map(session => [session.no, session]))
      const raised = ledger.filter(({ source }) => source === '亲清下午茶')
      expect(raised).toHaveLength(16)
      for (const { no, session, enterprise, collectedAt } of raised) {
        const table = sessions.get(session!)!
        expect(table.enterprises, no).toContain(enterprise)
        expect(collectedAt > table.startsAt && collectedAt < table.endsAt, no).toBe(true)
      }
    })
  },
)

test('[LGR4] (HW-01) each Friday on which the city works, the fourth on 2022-11-18', () => {
  const city = cityAt()
  const sessions = sessionsUntil(city, NOW)
  const dates = sessions.map(({ startsAt }) => dateOfDay(dayNumber(startsAt)))
  expect(dates.slice(0, 4)).toEqual(['2022-10-28', '2022-11-04', '2022-11-11', '2022-11-18'])
  expect(dates.slice(-2)).toEqual(['2026-11-20', '2026-11-27'])
  // 国庆 of 2026 is from Thursday on.
  expect(dates).not.toContain('2026-10-02')
  for (const { startsAt, enterprises, departments } of sessions) {
    expect(weekdayOf(dayNumber(startsAt))).toBe(5)
    expect((startsAt + 8 * HOUR) % DAY).toBe(14 * HOUR)
    expect(enterprises.length >= 2 && enterprises.length <= 4 && departments.length >= 3).toBe(true)
    expect(new Set(enterprises).size).toBe(enterprises.length)
  }
})

test('[LGR1] [LGR4] it is handed over once; then a list comes after each session, also after a restart', async () => {
  const city = cityAt()
  const folder = `${city.folder}/enterprise/drop`
  const names = () => (existsSync(folder) ? readdirSync(folder).sort() : [])
  const first = await createEnterprise(city).start()
  await city.clock.advance(NOW + HOUR)
  expect(names()).toEqual([
    ...['亲清下午茶_20261124.xlsx', '企业问题办理_20261124.xlsx', '企业问题清单_20261124.xlsx'],
    '双进双促走访_20261124.xlsx',
  ])
  await first.stop()
  for (const name of names()) rmSync(`${folder}/${name}`)
  const again = cityAt({ at: '2026-11-26T10:00:00+08:00', folder: city.folder })
  const second = await createEnterprise(again).start()
  await again.clock.advance(Date.parse('2026-12-05T10:00:00+08:00'))
  expect(names()).toEqual([
    ...['亲清下午茶_20261127.xlsx', '亲清下午茶_20261204.xlsx'],
    ...['双进双促走访_20261127.xlsx', '双进双促走访_20261204.xlsx'],
  ])
  await second.stop()
})

test('[LGR6] same seed and day, same bytes; A7 and A24 near their rates, none when off', () => {
  const say = (seed: string, rates: Rates = {}) =>
    handover(cityAt({ seed, rates }), NOW).map(({ bytes }) => Buffer.from(bytes()).toString('base64'))
  expect(say('a')).toEqual(say('a'))
  expect(say('a')).not.toEqual(say('b'))
  const phones = (rates: Rates) =>
    ledgerOf(cityAt({ rates }), NOW).filter(({ text }) => /0419|000000190001/.test(text)).length
  expect(phones({})).toBe(0)
  expect(phones({ A24: 0.2 })).toBeGreaterThan(10)
  expect(say('a', { A7: 1 })).not.toEqual(say('a'))
})

test('[LGR1] nobody in it is real: enterprises are marked, and people are departments', () => {
  for (const { enterprise, title, text, steps } of ledgerOf(cityAt(), NOW)) {
    expect(enterprise).toMatch(/^演示企业HW\d{3}$/)
    expect([title, text, ...steps.map(step => step.text)].join()).not.toMatch(/先生|女士|1[3-9]\d{9}/)
  }
})

test('[LGR7] (HW-03) 28 and 100 pairs; each problem that a cadre brought was found on a visit, and nobody goes on a day of rest', () => {
  const city = cityAt()
  const of = (level: string) => PAIRS.filter(pair => pair.level === level)
  expect([of('县级干部').length, of('科级干部').length]).toEqual([28, 100])
  expect(new Set(PAIRS.map(({ party }) => party)).size).toBe(128)
  const visits = visitsHandedOver(city, NOW)
  const brought = ledgerOf(city, NOW).filter(({ source }) => source === '包保干部')
  const found = visits.filter(({ problem }) => problem !== null)
  expect(found.map(({ problem }) => problem).sort()).toEqual(brought.map(({ no }) => no).sort())
  for (const { problem, pair, at } of found)
    expect([pair.party, at]).toEqual(
      brought.filter(({ no }) => no === problem).flatMap(each => [each.enterprise, each.collectedAt]),
    )
  expect(new Set(visits.map(({ number }) => number)).size).toBe(visits.length)
  expect(visits.length).toBeGreaterThan(300)
  expect(visits.filter(({ at }) => at > NOW || !city.calendar.isWorkday(dayNumber(at)))).toEqual([])
  // The list of a week tells again what stood in the one before.
  const later = visitsOfLate(city, NOW + 3 * DAY)
  const known = new Set(visits.map(({ number }) => number))
  expect(later.filter(({ number, at }) => at < NOW - DAY && !known.has(number))).toEqual([])
  expect(later.some(({ number }) => !known.has(number))).toBe(true)
})
