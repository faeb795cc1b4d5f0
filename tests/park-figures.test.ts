import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rates } from '../mock-data/anomalies.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createParkModel, type TagSaid } from '../mock-data/park/model.ts'
import { messageOf } from '../mock-data/park/park.ts'
import { SYSTEMS, TAGS } from '../mock-data/park/tags.ts'
import { transportMessage } from '../mock-data/park/transport.ts'
import { MINUTE, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

/** In the drill (DOMAIN 6.2). */
const AT = '2026-11-26T14:12:30+08:00'
const NOW = Date.parse(AT)
const MIDNIGHT = startOfDay(dayNumber(NOW))
const KINDS = SYSTEMS.map(system => `park-${system}`)

/** A message as the MQTT connector hands it on. */
const recordOf = (said: TagSaid) => {
  const { topic, payload } = messageOf(said)
  return {
    topic: `ly/${topic}`,
    levels: ['ly', ...topic.split('/')],
    retained: false,
    data: JSON.parse(String(payload)) as unknown,
  }
}

/** The last three minutes of all tags, and the gates since midnight. */
function parkWith(rates: Rates) {
  const city = cityForTests({ at: AT, rates })
  const model = createParkModel(city)
  const gates = Array.from(
    { length: Math.floor((NOW - MIDNIGHT) / MINUTE) },
    (_, i) => MIDNIGHT + (i + 1) * MINUTE,
  )
    .flatMap(at => model.said(at - 1, at).filter(({ system }) => system === 'vehicles'))
    .filter(({ at }) => at >= MIDNIGHT)
  const said = [...gates, ...model.said(NOW - 3 * MINUTE, NOW).filter(({ system }) => system !== 'vehicles')]
  const intake = createIntake(NOW, KINDS)
  for (const system of SYSTEMS)
    intake.take(`park-${system}`, said.filter(each => each.system === system).map(recordOf))
  const last = new Map<string, TagSaid>()
  for (const each of said) last.set(each.tag, each)
  return { city, model, said, last, intake }
}

const listed = (value: unknown) => value as { readonly total: number; readonly rows: readonly unknown[][] }

describe('in the drill', () => {
  let park: ReturnType<typeof parkWith>
  beforeAll(() => {
    park = parkWith({})
  })
  afterAll(() => park.city.remove())

  test('[RFG22] (PRV-13) every point stands as its gateway forwarded it last, by system', () => {
    const rows = park.intake.rowsOf('park/')
    expect(rows.size).toBe(TAGS.length + 5)
    const scales: { readonly [measure: string]: number } = {
      gas: 10,
      cod: 10,
      steam: 10,
      voc: 100,
      ph: 100,
      vibration: 100,
      power: 100,
    }
    for (const [tag, { measure, value, at, system }] of park.last) {
      const { row } = rows.get(tag)!
      expect(row, tag).toMatchObject({
        kind: `park-${system}`,
        device: tag,
        event: at,
        online: true,
        area: '211004101',
      })
      if (measure in scales) expect(row[measure], tag).toBe(Math.round(value * scales[measure]!))
    }
    expect(park.intake.shown('park.points')).toBe(TAGS.length + 5)
  })

  test('[RFG22] (DOMAIN 6.2) six detectors smell the leak: the alarms of their system, the worst of them first', () => {
    const { shown, cell } = park.intake
    const smelling = [...park.last.values()].filter(({ measure, value }) => measure === 'gas' && value > 25)
    expect(smelling.length).toBeGreaterThanOrEqual(6)
    const { rows } = listed(cell('park.safety.worst'))
    const most = smelling.reduce((a, b) => (b.value > a.value ? b : a))
    expect(rows[0]!.slice(1, 4)).toEqual([most.tag, Math.round(most.value * 10), true])
    expect(shown('park.safety.alarms')).toBeGreaterThanOrEqual(smelling.length)
    const all = SYSTEMS.map(system => shown(`park.${system}.alarms`) ?? 0).reduce((a, b) => a + b, 0)
    expect(shown('park.alarms')).toBe(all)
    expect(listed(cell('park.alarms.list')).total).toBe(all)
    expect(cell('park.safety.online')).toEqual({ n: 40, d: 40 })
  })

  test('[RFG22] (PRV-13) vehicles with dangerous goods, in and out today and inside', () => {
    const { shown } = park.intake
    const until = NOW - MINUTE
    const { entered, left } = park.model.vehicles.today(until)
    expect(entered).toBeGreaterThan(50)
    expect([shown('park.vehicles.entered.today'), shown('park.vehicles.left.today')]).toEqual([entered, left])
    expect(shown('park.vehicles.inside')).toBe(entered - left)
  })
})

test('[RFG22] (IOC-12, PRV-13) vehicles with dangerous goods are listed where their terminals said last, and one that has said nothing for long is not heard', () => {
  const city = cityForTests({ at: AT })
  const { transport } = createParkModel(city)
  const intake = createIntake(NOW, ['park-transport'])
  const tell = (at: number) => {
    const { topic, payload } = transportMessage(transport, at)
    const levels = ['ly', ...topic.split('/')]
    const batch = JSON.parse(String(payload)) as readonly object[]
    intake.take('park-transport', batch.map(data => ({ topic: `ly/${topic}`, levels, retained: false, data }))) // oxfmt-ignore
  }
  const [before, last] = [transport.fixes(NOW - 40 * MINUTE), transport.fixes(NOW)]
  tell(NOW - 40 * MINUTE)
  tell(NOW)
  const { rows } = listed(intake.cell('park.transport.list'))
  const heard = new Map(rows.map(([_id, device, ...told]) => [device, told]))
  expect(last.length).toBeGreaterThan(10)
  for (const { terminal, position } of last) {
    const spot = [position.lon, position.lat].map(degrees => Math.round(degrees * 1e6))
    expect(heard.get(terminal)?.slice(0, 3), terminal).toEqual([true, ...spot])
  }
  const gone = before.filter(({ terminal }) => last.every(each => each.terminal !== terminal))
  expect(gone.length).toBeGreaterThan(0)
  for (const { terminal } of gone) expect(heard.get(terminal)?.[0], terminal).toBe(false)
  city.remove()
})

test('[RFG22] (A16) a value of bad quality is in no alarm and no worst, and its point is counted as one of which nobody knows', () => {
  const park = parkWith({ A16: 1 })
  const bad = [...park.last.values()].filter(({ quality }) => quality === 'bad')
  expect(bad.length).toBeGreaterThan(0)
  expect(park.intake.shown('park.unknown')).toBe(bad.length)
  const rows = park.intake.rowsOf('park/')
  for (const { tag, measure } of bad)
    expect(rows.get(tag)!.row, tag).toMatchObject({
      [measure]: null,
      outside: null,
      faulty: false,
      online: true,
    })
  expect(rows.size).toBeLessThan(TAGS.length + 5)
  park.city.remove()
})
