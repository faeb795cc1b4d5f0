import { remembered } from '../../../mock-data/remembered.ts'
import { createWorkModel, RENEWAL, type Work } from '../../../mock-data/urban/works.ts'
import { createMatterModel, isTransfer, standingAt, type Matter } from '../../../mock-data/utility/matters.ts'
import { dayNumber, fieldsOfDay, MINUTE } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Written every ten minutes there, read every five here. */
const WORKS: Way = { feeds: ['urban-works'], behindMs: 16 * MINUTE, goesOn: true }
const OUTAGES: Way = { feeds: ['utility-outages'], behindMs: 3 * MINUTE, goesOn: true }
const TRANSFERS: Way = { feeds: ['utility-transfers'], behindMs: 3 * MINUTE, goesOn: true }
const FIRMS: Way = { feeds: ['utility-firms'], behindMs: 6 * MINUTE, goesOn: true }

/** What is built (IOC-08), and the utilities with their outages and transfers (IOC-19). */
export const workExpectations = (truth: UpstreamTruth): readonly Expected[] => [
  ...built(truth),
  ...supplied(truth),
]

function built({ city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(WORKS)
  const at = remembered(createWorkModel(city), INSTANTS)
  const isGoing = (now: number) => (work: Work) => work.beginsAt <= now && work.endsAt > now
  const ofYear = (now: number) =>
    at(now).filter(({ no }) => no.startsWith(`JG${fieldsOfDay(dayNumber(now)).year}`))
  const going = (prefix: string) => (now: number) =>
    count(at(now), work => work.no.startsWith(prefix) && isGoing(now)(work))
  return [
    is('works.sites', going('GD')),
    is('works.municipal', going('SZ')),
    is('works.overdue', now => count(at(now), ({ dueAt, endsAt }) => dueAt < now && endsAt > now)),
    is('works.renewal.households', () => RENEWAL.households),
    is('works.renewal.households.done', now =>
      sum(
        ofYear(now).filter(({ endsAt }) => endsAt <= now),
        ({ households }) => households ?? 0,
      ),
    ),
  ]
}

function supplied({ city }: UpstreamTruth): readonly Expected[] {
  const model = createMatterModel(city)
  const at = remembered(now => model.until(now), INSTANTS)
  const isOpen = (now: number) => (matter: Matter) => {
    const { doneAt, stop } = standingAt(matter, now)
    return doneAt === null && stop !== '用户撤回'
  }
  const out = (now: number) => at(now).filter(matter => !isTransfer(matter) && isOpen(now)(matter))
  const [firms, outages, transfers] = [FIRMS, OUTAGES, TRANSFERS].map(way => expecting(way))
  return [
    firms!('utility.firms', () => model.firms.length),
    outages!('utility.outages', now => out(now).length),
    outages!('utility.outages.households', now => sum(out(now), ({ households }) => households ?? 0)),
    transfers!('utility.transfers.today', now =>
      count(at(now), matter => isTransfer(matter) && dayNumber(matter.at) === dayNumber(now)),
    ),
  ]
}
