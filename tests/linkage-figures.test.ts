import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rates } from '../mock-data/anomalies.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import type { Message } from '../mock-data/mqtt/link.ts'
import { linkageLog, linkageSaid } from '../mock-data/park/linkage-wire.ts'
import type { ParkAlarm, ParkAnswer } from '../mock-data/park/linkage.ts'
import { createParkModel } from '../mock-data/park/model.ts'
import { DAY, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

/** In the drill (DOMAIN 6.2), five minutes after it began. */
const AT = '2026-11-26T14:05:00+08:00'
const NOW = Date.parse(AT)
const MONTH = startOfDay(dayNumber(NOW) - 25)
const KINDS = ['park-linkage']
/** Seconds in which each has to answer, as the park's plan says. */
const LIMITS: { readonly [system: string]: number } = {
  ...{ boards: 30, pipes: 45, vehicles: 60, fire: 60, energy: 90, environment: 120 },
}
const ASKED: { readonly [measure: string]: readonly string[] } = {
  gas: Object.keys(LIMITS),
  level: ['boards', 'pipes', 'vehicles'],
  pressure: ['boards', 'pipes', 'fire'],
}

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((s, item) => s + of(item), 0)
const listed = (value: unknown) => value as { readonly total: number; readonly rows: readonly unknown[][] }

/** A message as the MQTT connector hands it on. */
const recordOf = ({ topic, payload }: Message) => {
  const levels = ['ly', ...topic.split('/')]
  return { topic: levels.join('/'), levels, retained: true, data: JSON.parse(String(payload)) as unknown }
}

function linkageWith(rates: Rates) {
  const city = cityForTests({ at: AT, rates })
  const { linkage } = createParkModel(city)
  const intake = createIntake(NOW, KINDS)
  const said = linkageSaid(city, linkage, MONTH, NOW)
  const ofSafety = ({ topic }: Message) => topic.startsWith('park/safety/')
  // (A3) Answers come by another way than alarms, and here before them.
  intake.take('park-linkage-answers', said.filter(each => !ofSafety(each)).map(recordOf))
  intake.take('park-linkage', said.filter(ofSafety).map(recordOf))
  const alarms = linkage.alarms(MONTH, NOW)
  return { city, linkage, intake, alarms }
}
type Told = ReturnType<typeof linkageWith>

const answersOf = ({ linkage }: Told, alarm: ParkAlarm) =>
  linkage.answersTo(alarm).filter(({ at }) => at <= NOW)
const took = ({ toldAt, alarm }: ParkAnswer) => (toldAt - alarm.from) / 1000
/** null: somebody still has time. */
function verdict(told: Told, alarm: ParkAlarm): boolean | null {
  const answers = answersOf(told, alarm)
  const steps = ASKED[alarm.tag.measure]!.map(system => {
    const answer = answers.find(each => each.system === system)
    if (answer !== undefined) return took(answer) <= LIMITS[system]!
    return NOW - alarm.from > LIMITS[system]! * 1000 ? false : null
  })
  return steps.includes(false) ? false : steps.includes(null) ? null : true
}

describe('an ordinary month, five minutes into the drill', () => {
  let told: Told
  beforeAll(() => {
    told = linkageWith({})
  })
  afterAll(() => told.city.remove())

  test('[RFG63] (PRV-13) every alarm stands with who answered it, what with and after how many seconds', () => {
    const rows = told.intake.rowsOf('park/')
    expect(rows.size).toBe(told.alarms.length)
    expect(told.alarms.length).toBeGreaterThan(60)
    for (const alarm of told.alarms) {
      const { row, rows: inner } = rows.get(alarm.no)!
      const answers = answersOf(told, alarm)
      expect(row, alarm.no).toMatchObject({
        ...{ number: alarm.no, tag: alarm.tag.id, sort: alarm.tag.measure, event: alarm.from },
        ...{ open: alarm.to > NOW, asked: ASKED[alarm.tag.measure]!.length, answered: answers.length },
        ...{ onTime: verdict(told, alarm), firstMs: Math.min(...answers.map(({ at }) => at)) - alarm.from },
      })
      for (const { system, at, action, device } of answers)
        expect(inner!['steps']!.find(step => step['system'] === system)).toMatchObject({
          ...{ action, device, tookMs: at - alarm.from, limitMs: LIMITS[system]! * 1000 },
        })
    }
  })

  test('[RFG63] (DOMAIN 6.2) the drill goes on, and all six systems answered it', () => {
    const { shown, cell } = told.intake
    const { rows, total } = listed(cell('park.linkage.latest'))
    expect(total).toBe(told.linkage.alarms(NOW - 7 * DAY, NOW).length)
    expect(rows[0]!.slice(5, 14)).toEqual(['可燃气体', 'gas', 'GDS-107', true, 'green', 6, 6, 0, 0])
    expect(shown('park.linkage.open')).toBe(told.alarms.filter(({ to }) => to > NOW).length)
    expect(shown('park.linkage.wanting') ?? 0).toBe(0)
    expect(shown('park.linkage.month')).toBe(told.alarms.length)
  })

  test('[RFG63] how much was answered by all in time, and how soon the first answer came', () => {
    const { shown, cell } = told.intake
    const judged = told.alarms.map(alarm => verdict(told, alarm)).filter(each => each !== null)
    expect(cell('park.linkage.on-time.month')).toEqual({ n: judged.filter(Boolean).length, d: judged.length })
    const firsts = told.alarms.map(alarm => Math.min(...answersOf(told, alarm).map(took)))
    expect(shown('park.linkage.first.month')).toBeCloseTo(sum(firsts, first => first) / firsts.length, 6)
    expect(shown('park.linkage.silent.month') ?? 0).toBe(0)
  })
})

test('[RFG63] (A14, A16) who stays silent makes the alarm red past his limit and is counted by system; no seconds are made of an answer before its alarm', () => {
  const told = linkageWith({ A14: 0.1, A16: 0.1 })
  const { intake, alarms, linkage } = told
  const silent = (system: string) =>
    alarms.filter(
      alarm =>
        ASKED[alarm.tag.measure]!.includes(system) &&
        !answersOf(told, alarm).some(answer => answer.system === system) &&
        NOW - alarm.from > LIMITS[system]! * 1000,
    )
  for (const system of Object.keys(LIMITS)) {
    expect(silent(system).length, system).toBeGreaterThan(0)
    expect(intake.cell('park.linkage.silent.system.month', [system]), system).toBe(silent(system).length)
  }
  const rows = intake.rowsOf('park/')
  for (const alarm of silent('boards')) expect(rows.get(alarm.no)!.row).toMatchObject({ boards: 'silent', light: 'red', onTime: false }) // oxfmt-ignore
  const behind = alarms.flatMap(linkage.answersTo).filter(({ toldAt, at }) => toldAt < at && at <= NOW)
  expect(behind.length).toBeGreaterThan(5)
  for (const { alarm, system } of behind)
    expect(rows.get(alarm.no)!.row).toMatchObject({ [system]: 'answered', [`${system}Ms`]: null, marks: ['impossibleTime'] }) // oxfmt-ignore
  const all = ['boards', 'vehicles', 'fire', 'pipes', 'environment', 'energy']
  expect(intake.shown('park.linkage.silent.month')).toBe(sum(all, system => silent(system).length))
  told.city.remove()
})

test('[RFG63] what the controllers kept of seven days tells the same as all that they said', () => {
  const { city, linkage, intake } = linkageWith({ A16: 0.05 })
  const late = createIntake(NOW, KINDS)
  const log = linkageLog(linkage, NOW)
  late.take('park-linkage', log.filter(({ topic }) => topic.startsWith('park/safety/')).map(recordOf))
  late.take(
    'park-linkage-answers',
    log.filter(({ topic }) => !topic.startsWith('park/safety/')).map(recordOf),
  )
  const [whole, kept] = [intake.rowsOf('park/'), late.rowsOf('park/')]
  expect(kept.size).toBe(linkage.alarms(NOW - 7 * DAY, NOW).length)
  for (const [no, { row }] of kept) expect(row, no).toEqual(whole.get(no)!.row)
  city.remove()
})
