import type { StepName } from '../../shared/sync/supervision.ts'
import type {
  Acted,
  AnyStep,
  Issue,
  ItemSupervisions,
  Preview,
  SupervisionHistory,
  Supervisions,
} from '../../shared/sync/supervision.ts'
import { get, post } from '../people/asking.ts'

export interface MatterName {
  readonly target: string
  /** Left out: the thing itself. */
  readonly item?: string
}

/** What a list names: a thing, or `<thing>#<item>`. */
export function matterIn(record: string): MatterName {
  const at = record.indexOf('#')
  return at === -1 ? { target: record } : { target: record.slice(0, at), item: record.slice(at + 1) }
}

export interface Days {
  readonly acknowledgeDays: number
  readonly replyDays: number
}

export const askAll = (): Promise<Supervisions> => get('/api/supervisions')

export const askOne = (id: string): Promise<SupervisionHistory> =>
  get(`/api/supervisions/${encodeURIComponent(id)}`)

export const askItem = (name: MatterName): Promise<ItemSupervisions> =>
  get(`/api/supervisions/item?${new URLSearchParams({ ...name })}`)

export const askPreview = (name: MatterName, days: Days): Promise<Preview> =>
  get(
    `/api/supervisions/preview?${new URLSearchParams({
      ...name,
      acknowledgeDays: String(days.acknowledgeDays),
      replyDays: String(days.replyDays),
    })}`,
  )

export const issue = (body: Issue): Promise<Acted> => post('/api/supervisions', body)

export const step = (id: string, name: StepName, body: AnyStep): Promise<Acted> =>
  post(`/api/supervisions/${encodeURIComponent(id)}/${name}`, body)
