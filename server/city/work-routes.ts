import type { Routes } from '../access/routes.ts'
import { serveCalendar } from '../calendar/routes.ts'
import { serveCommitments } from '../commitments/routes.ts'
import { createTurns } from '../deeds/turns.ts'
import { serveDisputes } from '../disputes/routes.ts'
import { serveInvestors } from '../investors/routes.ts'
import { serveLedgers } from '../ledgers/routes.ts'
import { OPEN311_KEY } from '../open311/key.ts'
import { serveOpen311 } from '../open311/routes.ts'
import { planFormOf } from '../plans/known.ts'
import { servePlans } from '../plans/routes.ts'
import { serveProblems } from '../problems/routes.ts'
import type { Reader } from '../reader/reader.ts'
import { serveSessions } from '../sessions/routes.ts'
import { serveSnaps } from '../snaps/routes.ts'
import { SnapDesk } from '../snaps/snap-desk.ts'
import { formsOf } from '../submissions/forms.ts'
import { serveSubmissions } from '../submissions/routes.ts'
import { serveSupervisions } from '../supervision/routes.ts'
import { serveVisits } from '../visits/routes.ts'
import { departmentsIn } from './departments-in.ts'
import type { House } from './house.ts'
import type { ListeningParts } from './listening.ts'

/** What people do, and what whoever has a key or a link may. */
export function serveWork(routes: Routes, listening: ListeningParts, house: House, reader: Reader): void {
  const { parts, engine, feeds, outside, inForce } = listening
  const { documents, clock } = parts
  const deeds = {
    ...{ engine, reader, audit: house.audit, areas: documents.areas, now: clock.now },
    file: (feed: string, records: readonly unknown[]) => feeds.file(feed, records),
  }
  serveCalendar(routes, { ...deeds, calendars: documents.calendars })
  serveSupervisions(routes, deeds)
  const departments = () => departmentsIn(engine, documents.organisation)
  const tables = { offices: documents.problemOffices, departments, atTables: createTurns() }
  serveProblems(routes, { ...deeds, ...tables })
  serveSessions(routes, { ...deeds, ...tables })
  serveVisits(routes, { ...deeds, departments })
  serveSubmissions(routes, {
    ...{ ...deeds, forms: formsOf(documents.feeds) },
    onWaiting: (id, error) =>
      parts.log('warn', 'submissions', `${id} is approved and not in force yet: ${String(error)}`),
  })
  serveDisputes(routes, deeds)
  serveCommitments(routes, { ...deeds, feeds: documents.feeds })
  serveLedgers(routes, {
    ...{ ...deeds, departments, offices: documents.problemOffices },
    ...{ feeds: documents.feeds, ways: documents.ways },
  })
  servePlans(routes, { ...deeds, form: planFormOf(documents.feeds) })
  const { photos, filings, isSecure, investorLinks } = house
  const thing = (id: string) => engine.thing(id)
  serveInvestors(routes, {
    ...{ ...deeds, city: engine.city, thing, feeds: () => inForce.documents.feeds },
    ...{ links: investorLinks, worldNow: Date.now },
  })
  const offices = documents.reportOffices
  const desk = new SnapDesk({ ...deeds, city: engine.city, thing, photos, filings, offices })
  serveSnaps(routes, { ...deeds, desk, photos })
  serveOpen311(routes, {
    ...{ ...deeds, desk, jurisdiction: documents.areas.document.id, isSecure },
    key: () => outside.secret(OPEN311_KEY),
  })
}
