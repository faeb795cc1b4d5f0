import type { Response } from 'express'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/schema'
import { isoOf } from '../../shared/calendar/civil.ts'
import { FILTER_LENGTH } from '../../shared/sync/explain.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import { createAllowance } from '../deeds/allowance.ts'
import type { Explainer } from './explain.ts'
import { recordsCsv, type Words } from './records-csv.ts'
import { recordsGeoJson, type Places } from './records-geojson.ts'
import { areaOf, found } from './routes.ts'

export interface CarryingOutParts extends Omit<Words, 'language'>, Places {
  readonly explainer: Explainer
  readonly audit: Audit
  /** The machine's clock: people take things in the world's time. */
  readonly now: () => number
  /** Of an export; nobody must be able to foresee it. */
  readonly newId: () => string
}

const MOST_RECORDS = 5_000
const MOST_AN_HOUR = 10
const HOUR_MS = 3_600_000

const Order = Type.Object(
  {
    cell: Type.String({ maxLength: 300 }),
    q: Type.Optional(Type.String({ maxLength: FILTER_LENGTH })),
    reason: Type.String({ maxLength: 200, pattern: '\\S.*\\S.*\\S.*\\S' }),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
    format: Type.Optional(Type.Enum(['csv', 'geojson'])),
  },
  { additionalProperties: false },
)
type Order = Static<typeof Order>
const order = Compile(Order)

/** `POST /api/records/export`: what somebody carries out of the house is bounded, has a reason, and is told before it goes (T-PII-03). */
export function serveCarryingOut(routes: Routes, parts: CarryingOutParts): void {
  const allowance = createAllowance(parts.now, HOUR_MS)
  routes.on('POST /api/records/export', async ({ body }, caller, response) => {
    if (!order.Check(body))
      throw new Refused(
        400,
        'malformed',
        `cell, a reason of 4 to 200 characters, and if wanted q (at most ${FILTER_LENGTH} characters), language (zh, en) and format (csv, geojson)`,
      )
    caller.require('records.export', areaOf(body.cell))
    if (!allowance.take(caller.person().id, MOST_AN_HOUR)) {
      tell(parts, caller, body, 'refused', { why: 'tooOften' })
      throw new Refused(429, 'tooOften', `at most ${MOST_AN_HOUR} exports an hour; this one is recorded too`)
    }
    await carryOut(parts, caller, body, response)
  })
}

async function carryOut(
  parts: CarryingOutParts,
  caller: Caller,
  asked: Order,
  response: Response,
): Promise<void> {
  const { cell, q = '', language = 'zh', format = 'csv' } = asked
  const carried = found(await parts.explainer.carriedOut(cell, q, MOST_RECORDS))
  const { total, rows, seq } = carried
  if (total > MOST_RECORDS) {
    tell(parts, caller, asked, 'refused', { why: 'tooMany', records: total })
    throw new Refused(
      400,
      'tooMany',
      `${total} records, and an export has at most ${MOST_RECORDS}: choose a smaller area, or a filter`,
    )
  }
  const id = parts.newId()
  tell(parts, caller, asked, 'done', { export: id, records: rows.length, seq })
  const mark = `${caller.person().account} ${isoOf(parts.now())} ${id}`
  const { type, write } = FORMATS[format]
  response.type(type).set({
    'content-disposition': `attachment; filename="records-${id}.${format}"`,
    'cache-control': 'no-store',
  })
  response.send(write(carried, mark, { ...parts, language }))
}

const FORMATS = {
  csv: { type: 'text/csv', write: recordsCsv },
  geojson: { type: 'application/geo+json', write: recordsGeoJson },
} as const

function tell(
  { audit }: CarryingOutParts,
  { principal, address }: Caller,
  { cell, q = '', reason, format }: Order,
  outcome: AuditEntry['outcome'],
  details: AuditEntry['details'],
): void {
  audit.write({
    ...{ actor: actorOf(principal), address, action: 'records.export', object: `cell/${cell}`, outcome },
    details: { reason, ...(q !== '' && { q }), ...(format !== undefined && { format }), ...details },
  })
}
