import type { FeedFault } from '../../shared/model/feed-fault.ts'
import type { Explanation, Records } from '../../shared/sync/explain.ts'

/** What went wrong, as one of the faults that screens have words for. */
export class AskError extends Error {
  override readonly name = 'AskError'
  readonly fault: FeedFault

  constructor(fault: FeedFault) {
    super(fault)
    this.fault = fault
  }
}

async function get<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch(() => {
    throw new AskError('unreachable')
  })
  if (!response.ok) throw new AskError(FAULT_OF_STATUS[response.status] ?? 'down')
  return (await response.json()) as Answer
}

/** Busy: others ask just now, or everything is counted anew. */
const FAULT_OF_STATUS: { readonly [status: number]: FeedFault } = {
  401: 'denied',
  403: 'denied',
  404: 'moved',
  429: 'busy',
  503: 'busy',
}

export const askExplanation = (cell: string, signal: AbortSignal): Promise<Explanation> =>
  get(`/api/explain?${new URLSearchParams({ cell })}`, signal)

export interface RecordsQuestion {
  readonly cell: string
  /** Only this one; null: all of them. */
  readonly record: string | null
  readonly page: number
  readonly filter: string
}

export const askRecords = (
  { cell, record, page, filter }: RecordsQuestion,
  signal: AbortSignal,
): Promise<Records> => {
  const asked = { cell, page: String(page), q: filter, ...(record === null ? {} : { record }) }
  return get(`/api/records?${new URLSearchParams(asked)}`, signal)
}
