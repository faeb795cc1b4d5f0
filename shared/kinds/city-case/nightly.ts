import { dayOfDate, endOfDay, parseDate } from '../../calendar/civil.ts'
import type { Part, Thing } from '../kind.ts'
import { compareText } from '../../model/text-order.ts'
import { isOver, type CaseStage } from './case-state.ts'
import type { NightlyFields } from './fields.ts'
import type { CaseLife } from './life.ts'

/** What the night's file said of a case last. */
export interface Nightly {
  readonly part: Part
  readonly fields: NightlyFields
  /** The last instant of which the file surely knew: the end of the day it is about. */
  readonly knew: number
}

const PREFIX = 'main:'

/** The row of the newest file: by its day, and of one day by the name, since what is sent again is called after the first. */
export function nightlyOf({ parts }: Thing): Nightly | null {
  let newest: Nightly | null = null
  let newestName = ''
  for (const name in parts) {
    const part = parts[name] as Part
    if (!name.startsWith(PREFIX) || part.op === 'drop') continue
    const nightly = nightlyWith(part)
    if (newest !== null && (nightly.knew - newest.knew || compareText(name, newestName)) < 0) continue
    newest = nightly
    newestName = name
  }
  return newest
}

function nightlyWith(part: Part): Nightly {
  const fields = part.fields as unknown as NightlyFields
  // A date that no calendar has tells nothing of when.
  const knew = parseDate(fields.night) === null ? 0 : endOfDay(dayOfDate(fields.night))
  return { part, fields, knew }
}

const REACHED: { readonly [stage in CaseStage]: number } = {
  reported: 0,
  accepted: 1,
  filed: 2,
  dispatched: 3,
  disposing: 4,
  checking: 5,
  closed: 6,
  rejected: 1,
  hung: 3,
  void: 0,
}

/**
 * A file says where a case stands and not how it came there: the steps in between are at an unknown time. What is over is
 * moved by it no more than by any straggler.
 */
export function carryOn(life: CaseLife, { stage, closedAt, delays }: NightlyFields): void {
  life.delays = Math.max(life.delays, delays ?? 0)
  if (isOver(life.stage) && stage !== 'void') return
  if (REACHED[stage] < 5) life.disposedAt = null
  life.stage = stage
  life.reached = Math.max(life.reached, REACHED[stage])
  life.closedAt = stage === 'closed' ? (closedAt ?? null) : null
}
