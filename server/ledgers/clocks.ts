import type { Clock } from '../../shared/kinds/worked/course.ts'
import { WAITS, type Stage, type Term, type Way } from '../../shared/ledgers/document.ts'
import type { LedgerStepName } from '../../shared/sync/ledger.ts'
import { firstStage, ownClock, stageAfter, stageOf, type Known } from './known.ts'

/** What a step leaves behind: where the work stands, and the clock that runs from it. */
export interface Left {
  readonly stage: string | null
  readonly clock: Clock | null
}

const termFrom = ({ term, unit }: Term, since: number): Clock => ({
  ...{ since, term, termUnit: unit, dueAt: null },
})
const inStage = (stage: Stage | null, now: number): Left => ({
  ...{ stage: stage?.name ?? null, clock: stage === null ? null : termFrom(stage, now) },
})

const LEAVES: { readonly [step in LedgerStepName]?: (known: Known, now: number) => Left } = {
  take: takenUp,
  note: (known, now) => ({ stage: null, clock: againIn(known, now) }),
  move: (known, now) => inStage(stageAfter(known), now),
  extend: (known, now) => ({ stage: null, clock: longerIn(known, now) }),
  return: (known, now) => inStage(stageOf(known), now),
  sendBack: (known, now) => inStage(stageOf(known), now),
  strike: ({ way }) => ({ stage: way?.over ?? null, clock: null }),
}

/** By the document as it is now; what it says later changes nothing of it. Whatever is not named has somebody to wait for. */
export const leftBy = (name: LedgerStepName, known: Known, way: Way, now: number): Left =>
  LEAVES[name]?.(known, now) ?? { stage: null, clock: termFrom(way.waits ?? WAITS, now) }

function againIn(known: Known, now: number): Clock | null {
  const stage = stageOf(known)
  return stage?.again === true ? termFrom(stage, now) : null
}

/** Taking up is no reprieve: where its own system set a clock, that goes on. Given to another department it begins anew. */
function takenUp(known: Known, now: number): Left {
  const isFirst = known.course.way === null
  const stage = isFirst ? firstStage(known) : (known.way?.stages[0] ?? null)
  const own = isFirst ? ownClock(known) : null
  return own === null ? inStage(stage, now) : { stage: stage?.name ?? null, clock: own }
}

/** Of a stage that may take longer: counted from where it began. */
function longerIn(known: Known, now: number): Clock | null {
  const longer = stageOf(known)?.longer
  return longer === undefined ? null : termFrom(longer, known.course.clock?.since ?? now)
}
