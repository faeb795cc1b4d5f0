import { mask } from '../../shared/mapping/masking/mask.ts'
import { maskRecord } from '../../shared/mapping/masking/record.ts'
import type { Mapped } from '../../shared/mapping/context.ts'
import type { Value } from '../../shared/model/value.ts'
import type { DrawnTrial, FeedSample, Made, SampleRecord } from '../../shared/sync/trial.ts'
import type { Unreadable } from '../connectors/connector.ts'
import { sentence } from '../intake/intake.ts'
import type { Beside } from './beside-in-force.ts'
import { plain } from './known.ts'
import { MOST_RECORDS, type Came } from './looking.ts'

const LONGEST_RAW = 4_000

export interface Telling {
  /** What was tried of what came. */
  readonly raws: readonly unknown[]
  /** null: the mapping cannot be used yet. */
  readonly made: readonly Mapped[] | null
  readonly beside: Beside | null
  readonly drawn: DrawnTrial | null
  /** Without the values of secrets: some upstreams repeat what they were told. */
  readonly hidden: (text: string) => string
}

/** A trial as a page hears of it: each record that was tried is taken, or refused with its reason. */
export function toldSample(came: Came, telling: Telling): FeedSample {
  const { raws, made, beside, drawn, hidden } = telling
  const mapped = raws.map((raw, i): SampleRecord => {
    const [own, other] = [made?.[i], beside?.made[i]]
    return {
      raw: toldRecord(raw, hidden),
      mapped: own === undefined ? UNMAPPED : toldMade(own, telling),
      inForce: other === undefined ? null : toldMade(other, telling),
    }
  })
  const unread = came.unreadable.slice(0, MOST_RECORDS - mapped.length).map(each => toldUnread(each, hidden))
  const records = [...mapped, ...unread]
  const accepted = records.filter(each => each.mapped.ok).length
  const total = came.records.length + came.unreadable.length
  const [unreadable] = unread
  return {
    outcome: total > 0 ? 'records' : came.outcome,
    reason: came.reason || (unreadable?.mapped.ok === false ? unreadable.mapped.reason : ''),
    ...{ pushed: came.pushed, came: total, records, accepted, refused: records.length - accepted },
    beside: beside === null ? null : hiddenIn(beside.told, hidden),
    drawn: drawn === null ? null : hiddenIn(drawn, hidden),
  }
}

const UNMAPPED: Made = { ok: false, reason: '', path: '' }

/** As the quarantine keeps a record: what stands under a personal name is hidden whole, and it is bounded. */
export function toldRecord(raw: unknown, hidden: Telling['hidden'] = text => text): string {
  const text = hidden(JSON.stringify(maskRecord(raw), null, 1))
  return text.length <= LONGEST_RAW ? text : `${text.slice(0, LONGEST_RAW)}…`
}

function toldUnread({ reason, path, sample }: Unreadable, hidden: Telling['hidden']): SampleRecord {
  const said = (text: string) => sentence(hidden(text), mask)
  const mapped: Made = { ok: false, reason: said(reason), path: said(path) }
  return { raw: mask(hidden(sample)).slice(0, LONGEST_RAW), mapped, inForce: null }
}

function toldMade(mapped: Mapped, { hidden }: Telling): Made {
  if (mapped.ok) return { ok: true, fact: hiddenIn(plain(mapped.fact), hidden) }
  const { reason, path } = mapped.quarantined
  return { ok: false, reason: sentence(hidden(reason), mask), path }
}

/** Every text of it; names are those of documents. */
export function hiddenIn<T>(value: T, hidden: Telling['hidden']): T {
  return hiddenValue(value as Value, hidden) as T
}

function hiddenValue(value: Value, hidden: Telling['hidden']): Value {
  if (typeof value === 'string') return hidden(value)
  if (Array.isArray(value)) return value.map((each: Value) => hiddenValue(each, hidden))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hiddenValue(each, hidden)]))
}
