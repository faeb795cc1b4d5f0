import type {
  Acted,
  AnyStep,
  Issue,
  Issuer,
  ItemSupervisions,
  Preview,
  StepName,
  SupervisionHistory,
  Supervisions,
} from '../../shared/sync/supervision.ts'
import { get, post } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

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

export const { askAll, askOne, step } = askingOf<{
  all: Supervisions
  one: SupervisionHistory
  acted: Acted
  name: StepName
  step: AnyStep
}>('/api/supervisions')

export const askItem = (name: MatterName): Promise<ItemSupervisions> =>
  get(`/api/supervisions/item?${new URLSearchParams({ ...name })}`)

/** Each is asked as what somebody presses. */
export const askPreview = (issuer: Issuer, name: MatterName, days: Days): Promise<Preview> =>
  get(
    `/api/supervisions/${issuer === 'chief' ? 'chief' : 'preview'}?${new URLSearchParams({
      ...name,
      acknowledgeDays: String(days.acknowledgeDays),
      replyDays: String(days.replyDays),
    })}`,
  )

export const issue = (issuer: Issuer, body: Issue): Promise<Acted> =>
  post(issuer === 'chief' ? '/api/supervisions/chief' : '/api/supervisions', body)
