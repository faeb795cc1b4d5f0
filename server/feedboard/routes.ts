import { Type } from 'typebox'
import { isoOf } from '../../shared/calendar/civil.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import { asked } from '../deeds/asked.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { boardOf, type BoardParts } from './board.ts'
import { fileOf } from './file.ts'
import { leaningOn } from './leaning.ts'
import { scorecardCsv } from './scorecard-csv.ts'
import { scorecardOf } from './scorecard.ts'

/** What is in force, of which it tells. */
interface Told extends Pick<BoardParts, 'feeds' | 'scenes'> {
  readonly metrics: readonly MetricDocument[]
}

export interface FeedboardParts extends Omit<BoardParts, 'leaning' | keyof Told> {
  readonly kinds: readonly Kind[]
  /** As of now. */
  readonly inForce: () => Told
  readonly audit: Audit
  /** The machine's clock: people take things in the world's time. */
  readonly worldNow: () => number
}

const Order = Type.Object(
  {
    month: Type.String({ maxLength: 7 }),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  },
  { additionalProperties: false },
)

/** The console: how feeds report now, and how departments did in a month. */
export function serveFeedboard(routes: Routes, given: FeedboardParts): void {
  const now = () => {
    const { feeds, scenes, metrics } = given.inForce()
    return { ...given, feeds, scenes, metrics, leaning: leaningOn(scenes, metrics) }
  }
  const orderOf = asked(Order)
  routes.on('GET /api/feeds', () => boardOf(now()))
  routes.on('GET /api/feeds/:id', request => fileOf(now(), idIn(request)))
  routes.on('GET /api/scorecard', request => scorecardOf(now(), textOf(request, 'month')))
  routes.on('POST /api/scorecard/export', async ({ body }, caller, response) => {
    const { month, language = 'zh' } = orderOf(body)
    const card = await scorecardOf(now(), month)
    const { principal, address } = caller
    // It is told before it goes out.
    given.audit.write({
      ...{
        actor: actorOf(principal),
        address,
        action: 'scorecard.export',
        object: `scorecard/${card.month}`,
      },
      ...{ outcome: 'done', details: { departments: card.departments.length } },
    })
    const mark = `${caller.person().account} ${isoOf(given.worldNow())}`
    const file = `attachment; filename="scorecard-${card.month}.csv"`
    response.type('text/csv').set({ 'content-disposition': file, 'cache-control': 'no-store' })
    response.send(scorecardCsv(card, mark, language))
  })
}
