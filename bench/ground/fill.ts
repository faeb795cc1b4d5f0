import type { DatabaseSync } from 'node:sqlite'
import { apply } from '../../shared/city/apply.ts'
import { takeChanges } from '../../shared/city/checkpoint.ts'
import { createCity } from '../../shared/city/city.ts'
import type { CityDocuments } from '../../server/engine/recall.ts'
import { createStore } from '../../server/store/store.ts'
import { draftFor, range, shippedDocuments, shippedMapping } from './city.ts'
import { gridFlow, NOW } from './flow.ts'

const TEMPLATES = 2_000
/** The store's own columns but the id and the times. */
const REST = 'kind, held, area, parts, row, rows, next_at, few'

/**
 * Fills the table of things with closed reports of earlier years, as the store itself writes them, without the time that
 * taking them in would cost.
 */
export function fillThings(db: DatabaseSync, documents: CityDocuments, count: number): void {
  writeTemplates(db, documents)
  db.exec(`CREATE TEMP TABLE templates AS SELECT row_number() OVER () - 1 AS place, ${REST} FROM things
    WHERE held = 0 AND json_extract(row, '$.open') = 0;
    CREATE UNIQUE INDEX templates_place ON templates (place); DELETE FROM things;`)
  const { n } = db.prepare('SELECT count(*) AS n FROM templates').get() as { n: number }
  const fill = db.prepare(`INSERT INTO things (id, event, latest, ${REST})
    WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    SELECT 'grid/WG' || (100000000000 + i), ${A_YEAR_AGO} + i, ${A_YEAR_AGO} + i, ${REST} FROM n JOIN templates ON place = i % ${n}`)
  for (let from = 0; from < count; from += AT_ONCE) fill.run(from, Math.min(count, from + AT_ONCE) - 1)
  db.exec('DROP TABLE templates')
}

const AT_ONCE = 100_000
const A_YEAR_AGO = NOW - 365 * 86_400_000

function writeTemplates(db: DatabaseSync, documents: CityDocuments): void {
  const flow = gridFlow()
  const map = shippedMapping(shippedDocuments(), flow.feed)
  const city = createCity({ ...documents, now: NOW })
  const draft = draftFor(flow, map, range(TEMPLATES, flow.record))
  apply(city, { ...draft, seq: 1 }, () => null)
  const changes = { ...takeChanges(city), tallies: [], entries: [], cells: [], feeds: [], documents: [] }
  createStore(db, documents.kinds).save(changes, 'filling')
  db.exec("DELETE FROM meta WHERE key IN ('applied', 'now', 'shape')")
}
