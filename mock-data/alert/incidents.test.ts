import { afterAll, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createIncidents, incidentJson, INCIDENT_CLASSES, LEVELS } from './incidents.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const city = cityForTests({ at: AT })
afterAll(() => city.remove())
const incidents = createIncidents(city)
const all = incidents.changed(NOW - 40 * DAY, NOW)

test('[RSQ7] (IOC-12) one to two emergencies a day of four classes, most of them of the lowest level', () => {
  expect(all.length / 35).toBeGreaterThan(0.9)
  expect(all.length / 35).toBeLessThan(2.2)
  const sorts = new Set(all.map(({ incident }) => incident.sort))
  expect([...sorts].sort()).toEqual(Object.keys(INCIDENT_CLASSES).sort())
  const lowest = all.filter(({ level }) => level === LEVELS.at(-1)).length
  expect(lowest / all.length).toBeGreaterThan(0.5)
  expect(all.every(({ incident }) => incident.title.startsWith('演示'))).toBe(true)
})

test('[RSQ8] an emergency is told when it is reported, again when somebody is there and knows how grave it is, and when it is over', () => {
  const { incident } = all.find(
    ({ incident: each, doneAt }) => doneAt !== null && each.levels[0] !== each.levels[1],
  )!
  const at = (instant: number) =>
    incidents.changed(instant - 7 * DAY, instant).find(told => told.incident.no === incident.no)
  expect(at(incident.reportedAt - 1)).toBeUndefined()
  expect(at(incident.reportedAt)).toMatchObject({ level: incident.levels[0], takenAt: null, doneAt: null })
  expect(at(incident.takenAt)).toMatchObject({
    level: incident.levels[1],
    takenAt: incident.takenAt,
    doneAt: null,
  })
  expect(at(incident.doneAt)).toMatchObject({ doneAt: incident.doneAt, changedAt: incident.doneAt })
  expect(at(incident.takenAt)!.dueAt).toBeGreaterThan(at(incident.reportedAt)!.dueAt)
  expect(
    incidents.changed(incident.doneAt, incident.doneAt + HOUR).map(told => told.incident.no),
  ).not.toContain(incident.no)
})

test('[RSQ5] same seed, same emergencies; another seed, others', () => {
  const told = (seed: string) => {
    const other = cityForTests({ at: AT, seed })
    const rows = createIncidents(other)
      .changed(NOW - 9 * DAY, NOW)
      .map(incidentJson)
    other.remove()
    return rows
  }
  expect(told('test')).toEqual(incidents.changed(NOW - 9 * DAY, NOW).map(incidentJson))
  expect(told('other')).not.toEqual(told('test'))
})
