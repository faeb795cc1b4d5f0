import { SEVERITIES, type Severity } from '../../../mock-data/alert/hazards.ts'
import type { WarningState } from '../../../mock-data/alert/warning.ts'
import { categories } from '../../../mock-data/grid/categories.ts'
import type { Device } from '../../../mock-data/iot/devices.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { dateOfDay, dayNumber, MINUTE } from '../../../shared/calendar/civil.ts'
import { EVENT_CODES } from '../../../shared/kinds/warning/warning-codes.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import type { Away } from './heard.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every minute; warnings run out by time alone. */
const WARNINGS: Way = { feeds: ['alert'], behindMs: MINUTE / 2, goesOn: true }
export const GRID: Way = { feeds: ['grid'], behindMs: MINUTE / 4, goesOn: true }
const LEVELS = ['blue', 'yellow', 'orange', 'red']

/** 公共安全: warnings, what the grid reported, and devices that call somebody. */
export const safetyExpectations = (
  truth: UpstreamTruth,
  begun: number,
  away: readonly Away[],
): readonly Expected[] => [...warnings(truth), ...gridEvents(truth), ...alarms(truth, begun, away)]

function warnings({ alert }: UpstreamTruth): readonly Expected[] {
  const is = expecting(WARNINGS)
  const all = remembered((at): readonly WarningState[] => alert.truth(at), INSTANTS)
  const month = (at: number) => dateOfDay(dayNumber(at)).slice(0, 7)
  const active = (at: number, severity: Severity) =>
    count(all(at), state => state.active && state.told.severity === severity)
  const ofMonth = (at: number) =>
    all(at).filter(({ warning }) => month(warning.messages[0].sentAt) === month(at))
  return [
    ...SEVERITIES.map((severity, i) => is('warning.active', at => active(at, severity), [LEVELS[i]!])),
    is('warning.active.total', at => count(all(at), state => state.active)),
    is('warning.issued.month', at => ofMonth(at).length),
    ...Object.entries(EVENT_CODES).map(([code, { zh }]) =>
      is('warning.month.kind', at => count(ofMonth(at), ({ warning }) => warning.event === zh), [code]),
    ),
  ]
}

/** Nobody corrects where something was; what it was is corrected now and then (A5). */
function gridEvents({ grid, city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(GRID)
  const ofDay = remembered(
    day =>
      grid
        .draftsOfDay(day)
        .filter(({ kind }) => kind === 'event')
        .map(grid.report),
    2,
  )
  const today = remembered(
    at =>
      ofDay(dayNumber(at))
        .filter(({ uploadedAt }) => uploadedAt <= at)
        .map(({ site, category, filedAs, correctedAt }) => {
          const known = filedAs !== null && (correctedAt === null || correctedAt > at) ? filedAs : category
          return { town: site.town.code, district: site.district.code, category: known?.name }
        }),
    INSTANTS,
  )
  const of = (at: number, name: string) => today(at).filter(({ category }) => category === name)
  const hazards = (at: number) => of(at, '安全隐患')
  return [
    is('grid.events.today', at => today(at).length),
    ...city.places.districts.map(({ code }) =>
      is('grid.events.today', at => count(today(at), ({ district }) => district === code), [], code),
    ),
    ...categories.map(({ name }) => is('grid.events.category', at => of(at, name).length, [name])),
    is('grid.hazards.today', at => hazards(at).length),
    ...city.places.towns.map(({ code }) =>
      is('grid.hazards.today', at => count(hazards(at), ({ town }) => town === code), [], code),
    ),
    ...city.places.districts.map(({ code }) =>
      is('grid.hazards.today', at => count(hazards(at), ({ district }) => district === code), [], code),
    ),
  ]
}

/** Nothing of an alarm is kept for who comes later: of those that rose since the city began and while the broker was there. */
function alarms({ iot }: UpstreamTruth, begun: number, away: readonly Away[]): readonly Expected[] {
  const isHeard = (at: number) => !away.some(({ from, to }) => at >= from && at <= to)
  const alarming = (domain: Device['domain']) => (at: number) => {
    const last = new Map<string, number>()
    for (const { device, value, at: rose } of iot.alarms.between(begun, at))
      if (device.domain === domain && isHeard(rose)) last.set(device.id, value)
    return count([...last.values()], value => value > 0)
  }
  const of = (feed: string): Way => ({ feeds: [feed], behindMs: MINUTE / 4, goesOn: true })
  return [
    expecting(of('iot-smoke'))('smoke.alarms', alarming('smoke')),
    expecting(of('iot-manhole'))('manhole.alarms', alarming('manhole')),
  ]
}
