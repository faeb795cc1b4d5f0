import { Type, type Static } from 'typebox'
import type { Value } from '../../../shared/model/value.ts'
import { settingsOf, type Connector } from '../connector.ts'
import { refuseUserInfo } from '../http-answer.ts'
import { httpGet } from '../http-get.ts'
import { keepAsking } from '../pace.ts'
import { PastSpan, planOf, positionText, type Plan } from '../past.ts'
import { positionAs, positionOf, type Counted } from '../position.ts'
import { scheduleOf } from '../schedule.ts'
import { readPastPiece } from './past-pages.ts'
import {
  askAnyway,
  askPage,
  changesOf,
  MOST_PAGES,
  tooManyPages,
  type AskingFeed,
  type PageAnswer,
} from './question.ts'
import { HttpPollSettings } from './settings.ts'

/** What the journal keeps for a feed between two questions. */
const Position = Type.Object({
  /** The greatest time of change that is in. */
  since: Type.Optional(Type.Integer()),
  /** When all that is new was asked for last. */
  at: Type.Optional(Type.Integer()),
  etag: Type.Optional(Type.String()),
  past: Type.Optional(PastSpan),
})
type Position = Static<typeof Position>

/** Asks a JSON API again and again: whole, by ETag, or for what changed since a watermark, page by page. */
export const httpPoll: Connector = {
  id: 'http-poll',
  settings: HttpPollSettings,
  secrets: ['token'],
  start(given) {
    const settings = settingsOf(HttpPollSettings, given.settings)
    refuseUserInfo(settings)
    const access = positionOf({ ...given, get: httpGet(given.reach) }, countedBy(settings))
    const asking = keepAsking(access, {
      schedule: scheduleOf(settings),
      turn: signal => readNewest(access, settings, signal),
      past: signal => readPast(access, settings, signal),
    })
    return {
      async stop() {
        await asking.stop()
        access.get.close()
      },
    }
  },
}

function countedBy({ url, query, headers, records, since }: HttpPollSettings): Counted {
  return { url, query, headers, records, field: since?.field }
}

async function readPast(access: AskingFeed, settings: HttpPollSettings, stop: AbortSignal): Promise<boolean> {
  const { past, ...own } = positionAs(Position, access) ?? {}
  if (past === undefined || settings.since === undefined) return false
  return readPastPiece({ access, settings, since: settings.since, own, past }, stop)
}

async function readNewest(access: AskingFeed, settings: HttpPollSettings, stop: AbortSignal): Promise<void> {
  const position = positionAs(Position, access) ?? {}
  const asked = planFor(access, settings, position)
  const { plan, answer } = await firstPage(access, settings, position, asked, stop)
  const reading = { access, settings, position, plan }
  if (answer !== null) return takePages(reading, answer, stop)
  await access.take({ records: [], position: lastPosition(reading, position.since, position.etag) })
}

/** Without a watermark nothing is ever left for later. */
function planFor(access: AskingFeed, { since }: HttpPollSettings, position: Position): Plan | null {
  if (since === undefined) return null
  const known = position.since === undefined ? null : position.since - (since.overlapSeconds ?? 0) * 1000
  const { past, at } = position
  const standing = { known, at: at ?? null, past: past ?? null }
  return planOf({ ...standing, now: access.now(), pastDays: since.pastDays })
}

/**
 * Where nothing is known yet and the newest day brings nothing, there is no newest day to be shown first: then all is
 * asked for at once, and as long as there is nothing nothing is known.
 */
async function firstPage(
  access: AskingFeed,
  settings: HttpPollSettings,
  { since, past, etag }: Position,
  plan: Plan | null,
  stop: AbortSignal,
): Promise<{ readonly plan: Plan | null; readonly answer: PageAnswer | null }> {
  const ask = (from: number | null) =>
    askPage(access, settings, { since: from, page: 1, moment: null, etag }, stop)
  const answer = await ask(plan?.from ?? null)
  const isBlank = since === undefined && past === undefined && answer?.records.length === 0
  if (plan === null || !plan.isSplit || plan.past === null || !isBlank) return { plan, answer }
  const whole = { from: plan.past.from, past: null, isSplit: false }
  return { plan: whole, answer: await ask(whole.from) }
}

interface Reading {
  readonly access: AskingFeed
  readonly settings: HttpPollSettings
  readonly position: Position
  readonly plan: Plan | null
}

async function takePages(reading: Reading, first: PageAnswer, stop: AbortSignal): Promise<void> {
  const { access, settings, position, plan } = reading
  let newest = position.since
  let answer = first
  for (let page = 1; page <= MOST_PAGES; page++) {
    newest = newestOf(answer.records, settings, newest, access.now())
    // The watermark moves with the last page only: a crash in between asks for all of them again, and finds them known.
    // The tag of one page of several says nothing of the others.
    const etag = page === 1 ? (answer.etag ?? undefined) : undefined
    const text = answer.isLast ? lastPosition(reading, newest, etag) : unreadPosition(reading)
    await access.take({ records: answer.records, ...(text === null ? {} : { position: text }) })
    if (answer.isLast) return
    const question = { since: plan?.from ?? null, page: page + 1, moment: first.moment }
    answer = await askAnyway(access, settings, question, stop)
  }
  throw tooManyPages()
}

function lastPosition(
  { access, settings, plan }: Reading,
  newest: number | undefined,
  etag: string | undefined,
): string {
  const watermark = newest === undefined ? {} : { since: newest, at: access.now() }
  const tag = settings.etag === true && etag !== undefined ? { etag } : {}
  return positionText({ ...watermark, ...tag }, plan?.past ?? null)
}

/** Where a past was just found, screens learn of it with the first page; what is in and what is not stays as it was. */
function unreadPosition({ position, plan }: Reading): string | null {
  if (plan === null || !plan.isSplit || plan.past === null) return null
  return JSON.stringify({ ...position, backlog: { left: plan.past.of, of: plan.past.of } })
}

/** One from the future counts as now, since else it would hide what changes between now and then. */
function newestOf(
  records: readonly Value[],
  { since }: HttpPollSettings,
  known: number | undefined,
  now: number,
): number | undefined {
  if (since === undefined) return known
  let newest = known
  for (const change of changesOf(records, since.field)) {
    if (change === null) continue
    const bounded = Math.min(change, now)
    if (newest === undefined || bounded > newest) newest = bounded
  }
  return newest
}
