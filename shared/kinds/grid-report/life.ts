import type { ReportEntry } from './fields.ts'
import { isDecision, moveReport, type ReportState } from './report-state.ts'

/** What a report's history says; an instant is null where the step has not come, or nobody can say when. */
export interface ReportLife {
  state: ReportState
  /** What the community decided; it stays known once the reporter was answered. */
  outcome: ReportState | null
  triagedAt: number | null
  decidedAt: number | null
  answeredAt: number | null
  irregular: boolean
  impossible: boolean
}

/** Follows a history in the order of time, however it was listed (A3); what has no possible time keeps its place. */
export function reportLifeOf(history: readonly ReportEntry[], reportedAt: number): ReportLife {
  const life: ReportLife = {
    state: 'submitted',
    outcome: null,
    triagedAt: null,
    decidedAt: null,
    answeredAt: null,
    irregular: false,
    impossible: false,
  }
  for (const entry of inOrder(history, reportedAt)) take(life, entry, reportedAt)
  return life
}

const isPossible = (at: number | null, reportedAt: number): at is number => at !== null && at >= reportedAt

/** The order in which a report's steps can only come: of one instant, the earlier step first. */
const RANK: { readonly [state in ReportState]: number } = {
  submitted: 0,
  community_triage: 1,
  self_handled: 2,
  invalid: 2,
  upgraded: 3,
  feedback_sent: 4,
}

/** A step without a time that can be stands where its rank puts it: after all that must have been before. */
function inOrder(history: readonly ReportEntry[], reportedAt: number): readonly ReportEntry[] {
  const timed = history.filter(({ at }) => isPossible(at, reportedAt))
  const timeless = history.filter(({ at }) => !isPossible(at, reportedAt))
  timed.sort((a, b) => (a.at as number) - (b.at as number) || RANK[a.status] - RANK[b.status])
  timeless.sort((a, b) => RANK[a.status] - RANK[b.status])
  for (const entry of timeless) {
    const place = timed.findIndex(other => RANK[other.status] > RANK[entry.status])
    timed.splice(place === -1 ? timed.length : place, 0, entry)
  }
  return timed
}

function take(life: ReportLife, { status, at: told }: ReportEntry, reportedAt: number): void {
  const at = isPossible(told, reportedAt) ? told : null
  if (at === null) life.impossible = true
  const before = life.state
  const { state, regular } = moveReport(before, status)
  if (!regular) life.irregular = true
  life.state = state
  if (state === before) return
  if (state === 'community_triage') life.triagedAt = at
  else if (state === 'feedback_sent') life.answeredAt = at
  else if (isDecision(state)) {
    life.outcome = state
    life.decidedAt = at
  }
}
