import type { Value } from '../../../shared/model/value.ts'
import { FeedError, type FeedAccess } from '../connector.ts'
import { valueAt } from '../path.ts'
import { readTime, writeTime } from '../upstream-time.ts'
import { fetchJson } from './fetch-json.ts'
import type { HttpGet } from '../http-get.ts'
import type { HttpPollSettings } from './settings.ts'

const TIMEOUT_S = 30
export const MOST_PAGES = 1_000

/** Which page of what is asked for. */
export interface Question {
  /** Only what changed since then (epoch ms); null: everything. */
  readonly since: number | null
  /** From 1. */
  readonly page: number
  /** As the first page named it. */
  readonly moment: string | null
  /** Answer only if what is there has another tag. */
  readonly etag?: string | undefined
}

/** A feed that asks over HTTP. */
export interface AskingFeed extends FeedAccess {
  readonly get: HttpGet
}

export interface PageAnswer {
  readonly records: readonly Value[]
  readonly isLast: boolean
  readonly moment: string | null
  readonly etag: string | null
}

/** One page; null: the upstream says by its ETag that nothing is new. Throws a FeedError when there is no answer. */
export async function askPage(
  access: AskingFeed,
  settings: HttpPollSettings,
  question: Question,
  stop: AbortSignal,
): Promise<PageAnswer | null> {
  const deadline = AbortSignal.timeout((settings.timeoutSeconds ?? TIMEOUT_S) * 1000)
  const signal = AbortSignal.any([stop, deadline])
  const fetched = await fetchJson(
    access.get,
    urlOf(settings, question),
    headersOf(access, settings, question.etag),
    signal,
  )
  if (fetched.type === 'unchanged') return null
  const { body, etag } = fetched
  return {
    records: recordsIn(body, settings),
    isLast: question.page >= pagesIn(body, settings),
    moment: momentIn(body, settings),
    etag,
  }
}

/** One page that must be answered: a page after the first, or one of the past. */
export async function askAnyway(
  access: AskingFeed,
  settings: HttpPollSettings,
  question: Omit<Question, 'etag'>,
  stop: AbortSignal,
): Promise<PageAnswer> {
  const answer = await askPage(access, settings, question, stop)
  if (answer !== null) return answer
  throw new FeedError('HTTP 304 without a question for it', { blame: 'upstream', retry: true })
}

/** When each record was changed; null where it does not say. */
export const changesOf = (records: readonly Value[], field: string): (number | null)[] =>
  records.map(record => {
    const text = valueAt(record, field)
    return typeof text === 'string' ? readTime(text) : null
  })

export const tooManyPages = () =>
  new FeedError(`more than ${MOST_PAGES} pages`, { blame: 'upstream', retry: true })

function urlOf({ url, query, since, paging }: HttpPollSettings, question: Question): URL {
  const target = new URL(url)
  for (const [name, value] of Object.entries(query ?? {})) target.searchParams.set(name, value)
  if (since !== undefined && question.since !== null)
    target.searchParams.set(since.query, writeTime(question.since, since.form ?? 'iso'))
  if (paging === undefined) return target
  target.searchParams.set(paging.page, String(question.page))
  target.searchParams.set(paging.size, String(paging.perPage))
  if (paging.moment !== undefined && question.moment !== null)
    target.searchParams.set(paging.moment, question.moment)
  return target
}

function headersOf(
  access: FeedAccess,
  settings: HttpPollSettings,
  etag: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { ...settings.headers }
  if (settings.etag === true && etag !== undefined) headers['if-none-match'] = etag
  if (access.hasSecret('token')) headers['authorization'] = `Bearer ${access.secret('token')}`
  return headers
}

function recordsIn(body: Value, { records }: HttpPollSettings): readonly Value[] {
  const list = records === undefined ? body : valueAt(body, records)
  if (Array.isArray(list)) return list as readonly Value[]
  throw new FeedError(`the answer has no list${records === undefined ? '' : ` at "${records}"`}`, {
    blame: 'upstream',
    retry: true,
    fault: 'unreadable',
  })
}

function pagesIn(body: Value, { paging }: HttpPollSettings): number {
  if (paging === undefined) return 1
  const pages = valueAt(body, paging.pages)
  if (typeof pages === 'number') return pages
  throw new FeedError(`the answer does not say at "${paging.pages}" how many pages there are`, {
    blame: 'upstream',
    retry: true,
    fault: 'unreadable',
  })
}

function momentIn(body: Value, { paging }: HttpPollSettings): string | null {
  const moment = paging?.moment === undefined ? undefined : valueAt(body, paging.moment)
  return typeof moment === 'string' ? moment : null
}
