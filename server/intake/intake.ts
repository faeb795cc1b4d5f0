import type { Counts, Draft, Quarantined } from '../../shared/model/batch.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import { digest } from '../../shared/model/digest.ts'
import { faultText } from '../../shared/model/feed-fault.ts'
import type { Fact, Reading, ReadingsFact, RecordFact } from '../../shared/model/fact.ts'
import type { Mapped, MapRecord } from '../../shared/mapping/context.ts'
import type { Computed } from '../../shared/mapping/expressions.ts'
import type { UnknownWord } from '../../shared/mapping/unknown.ts'
import type { Page, Unreadable } from '../connectors/connector.ts'

/** So many refusals of one page are kept one by one; of more, the first ones tell what is wrong. */
export const MOST_KEPT = 1_000

/** Hides what is personal in a text. */
export type Mask = (text: string) => string

/** Words of one record that no table knows. */
export interface MetWord {
  readonly unknown: readonly UnknownWord[]
  readonly raw: unknown
  readonly as: 'taken' | 'refused'
  /** The thing that it tells of; of one that is refused its digest. */
  readonly name: string | undefined
}

export interface Drafting {
  /** What the expressions of the mapping made of each record, where it has any. */
  readonly computed?: readonly Computed[]
  readonly onUnknown?: (met: MetWord) => void
}

/** A page through its feed's mapping: what can be taken, and what cannot with its reason. The rest of a page goes in. */
export function draftOf(
  feed: string,
  page: Page,
  map: MapRecord,
  now: number,
  mask: Mask,
  { computed, onUnknown }: Drafting = {},
): Draft {
  const facts: Fact[] = []
  const readings = new Map<string, Reading[]>()
  const quarantined = unreadableIn(page, mask)
  let accepted = 0
  const { records } = page
  for (let i = 0; i < records.length; i++) {
    const raw = records[i]
    const mapped = mapOne(map, raw, now, computed?.[i])
    if (!mapped.ok) quarantined.push(refusalOf(mapped.quarantined, raw, mask))
    else if (mapped.fact.type === 'record') {
      facts.push(mapped.fact)
      accepted++
    } else accepted += gather(readings, mapped.fact)
    tellUnknown(mapped, raw, quarantined, onUnknown)
  }
  // Readings of one page are one packed fact per kind: one row in the journal, not one each.
  for (const [kind, list] of readings) facts.push({ type: 'readings', kind, readings: list })
  const counts = {
    ...NO_COUNTS,
    received: accepted + quarantined.length,
    accepted,
    quarantined: quarantined.length,
  }
  const reason = brokenOff(page, mask) ?? brokenBy(accepted, quarantined, mask)
  return {
    feed,
    at: now,
    outcome: reason === '' ? 'ok' : 'failed',
    reason,
    position: page.position ?? null,
    counts,
    facts,
    quarantined: kept(quarantined),
  }
}

function tellUnknown(
  mapped: Mapped,
  raw: unknown,
  quarantined: readonly Quarantined[],
  onUnknown: ((met: MetWord) => void) | undefined,
): void {
  const { unknown } = mapped
  if (unknown === undefined || onUnknown === undefined) return
  if (mapped.ok) onUnknown({ unknown, raw, as: 'taken', name: thingOf(mapped.fact) })
  else onUnknown({ unknown, raw, as: 'refused', name: quarantined[quarantined.length - 1]?.digest })
}

const thingOf = (fact: RecordFact | ReadingsFact): string | undefined =>
  fact.type === 'record' ? fact.id : fact.readings[0]?.device

/** So many odd records may come together by chance. */
const ODD = 2

/**
 * Of a report of which nothing at all could be taken: it is no good one, or what is shown would look live on the last values that could.
 * '': it is only odd.
 */
function brokenBy(accepted: number, refused: readonly Quarantined[], mask: Mask): string {
  const [first] = refused
  if (accepted > 0 || first === undefined || refused.length <= ODD) return ''
  const detail = `none of ${refused.length} records could be taken: ${first.reason}`
  const fault = first.blame === 'upstream' ? 'unreadable' : 'setup'
  return sentence(
    faultText({ fault, detail: first.path === '' ? detail : `${detail} (${first.path})` }),
    mask,
  )
}

/** It could not be read to its end: yesterday's numbers are no news for it. null: it could. */
function brokenOff({ isBroken, unreadable = [] }: Page, mask: Mask): string | null {
  const last = unreadable.at(-1)
  if (isBroken !== true || last === undefined) return null
  return sentence(faultText({ fault: 'unreadable', detail: `${last.reason} (${last.path})` }), mask)
}

/** All are counted. A page of nothing but garbage must not cost the journal a row for each comma. */
function kept(refused: readonly Quarantined[]): readonly Quarantined[] {
  if (refused.length <= MOST_KEPT) return refused
  const rest = refused.slice(MOST_KEPT - 1)
  const [{ reason: why, blame }] = refused as [Quarantined, ...Quarantined[]]
  const reason = `${rest.length} more records of this report were refused; the first of all because: ${why}`
  const last = { reason, blame, path: '', record: null, count: rest.length }
  return [
    ...refused.slice(0, MOST_KEPT - 1),
    {
      ...last,
      ...digestOf(
        '',
        rest.map(each => each.digest ?? null),
      ),
    },
  ]
}

function gather(readings: Map<string, Reading[]>, fact: ReadingsFact): number {
  const list = readings.get(fact.kind) ?? []
  readings.set(fact.kind, list)
  list.push(...fact.readings)
  return fact.readings.length
}

/** A mapping that throws is a fault of ours, and still only costs its own record. */
export function mapOne(map: MapRecord, raw: unknown, now: number, computed?: Computed): Mapped {
  try {
    return map(raw, computed === undefined ? { now } : { now, computed })
  } catch (error) {
    const reason = `the mapping failed: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, quarantined: { reason, blame: 'ours', path: '', record: null } }
  }
}

/** The mapping masks what it quotes; an exception quotes whatever it likes. */
const refusalOf = (refusal: Quarantined, raw: unknown, mask: Mask): Quarantined => ({
  ...refusal,
  reason: sentence(refusal.reason, mask),
  ...digestOf(refusal.path, raw),
})

/** What says that all of it is broken has no digest: it is no repeat, though another one was broken likewise. */
function unreadableIn({ unreadable = [], isBroken }: Page, mask: Mask): Quarantined[] {
  const all = unreadable.map(item => unreadableOf(item, mask))
  const last = all.at(-1)
  if (isBroken !== true || last === undefined) return all
  const { digest: _, ...always } = last
  return [...all.slice(0, -1), always]
}

const unreadableOf = ({ reason, path, sample }: Unreadable, mask: Mask): Quarantined => ({
  reason: sentence(reason, mask),
  blame: 'upstream',
  path: sentence(path, mask),
  record: mask(sample),
  ...digestOf(path, sample),
})

/** By path too: two broken events of one batch are two. What is no JSON cannot be known again, and is kept each time. */
function digestOf(path: string, raw: unknown): { readonly digest?: string } {
  try {
    return { digest: digest(`${path}\n${JSON.stringify(raw) ?? ''}`) }
  } catch {
    return {}
  }
}

const LONGEST_SENTENCE = 500

/**
 * What is said about a failure goes into the journal, the log and onto walls, and quotes the upstream: an error of JSON, a
 * database, a file's name, the first words of an answer.
 */
export function sentence(text: string, mask: Mask): string {
  const line = text.slice(0, 2 * LONGEST_SENTENCE).replace(/\s+/g, ' ')
  const masked = mask(line)
  return masked.length <= LONGEST_SENTENCE ? masked : `${masked.slice(0, LONGEST_SENTENCE - 1)}…`
}

/** A feed could not be asked: freshness needs to know. */
export const failedDraft = (feed: string, reason: string, now: number): Draft => ({
  feed,
  at: now,
  outcome: 'failed',
  reason,
  position: null,
  counts: NO_COUNTS,
  facts: [],
  quarantined: [],
})

export const balanced = ({ received, accepted, duplicate, quarantined, refused }: Counts): boolean =>
  received === accepted + duplicate + quarantined + refused
