import { instant } from '../../shared/calendar/naive.fixture.ts'
import { cityCase } from '../../shared/kinds/city-case/kind.ts'
import { gridReport } from '../../shared/kinds/grid-report/kind.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { openDeedCity } from '../deeds/deed-city.fixture.ts'
import { serveOpen311 } from '../open311/routes.ts'
import { Photos, PHOTO_TABLES } from '../photos/photos.ts'
import { openTrust } from '../trust/database.ts'
import { Filings, FILING_TABLES } from './filings.ts'
import { serveSnaps } from './routes.ts'
import { SnapDesk } from './snap-desk.ts'

export const DISTRICT = '211004'
export const TOWN = '211004001'
export const OTHER_DISTRICT = '211002'
export const CASE = '2026-CG-7'

export const KEY = 'a-key-of-a-program-of-citizens'

const AT = instant('2026-11-22 20:00')

const factOf = (kind: Kind, id: string, part: string, fields: Fields): RecordFact => {
  const { conflict: _conflict, ...made } = partWith(fields, { area: TOWN, at: AT, event: AT })
  return { ...made, type: 'record', kind: kind.id, id, part }
}

/** A report of the grid's own system, and a case of city management to which something may be passed up. */
export async function openSnapCity() {
  const db = openTrust(':memory:', [PHOTO_TABLES, FILING_TABLES])
  const photos = new Photos(db, () => 0)
  let key: string | undefined = KEY
  const city = await openDeedCity({
    kinds: [gridReport, cityCase],
    facts: [
      factOf(gridReport, 'grid/WG20261122-1', 'main:event', { reportNo: 'WG20261122-1', history: [] }),
      factOf(cityCase, `citymgmt/${CASE}`, 'main', {
        ...{ caseNo: CASE, department: '市城管局' },
        history: ['report', 'accept', 'file'].map(action => ({ action, at: AT })),
      }),
    ],
    serve: (routes, parts) => {
      const { engine } = parts
      const filings = new Filings(db)
      const thing = (id: string) => engine.thing(id)
      const desk = new SnapDesk({
        ...{ ...parts, city: engine.city, thing, photos, filings },
        offices: parts.documents.reportOffices,
      })
      serveSnaps(routes, { ...parts, desk, photos })
      serveOpen311(routes, { ...parts, desk, jurisdiction: 'liaoyang', isSecure: true, key: () => key })
    },
  })
  return {
    ...{ ...city, photos },
    /** From now on no key is set for programs. */
    lock: () => (key = undefined),
  }
}
