import type { Codes } from '../kind.ts'

/** 吹哨 → 报到 → 办结: a grid calls, a branch comes, the matter is settled. */
export const WHISTLE_STATES = ['whistled', 'reported', 'done'] as const
export type WhistleState = (typeof WHISTLE_STATES)[number]

export const WHISTLE_CODES: Codes & { readonly [state in WhistleState]: Codes[string] } = {
  whistled: { zh: '吹哨', en: 'called' },
  reported: { zh: '报到', en: 'somebody came' },
  done: { zh: '办结', en: 'settled' },
}

/** What an upstream says of a whistle: a state, and the instants it knows. */
export interface WhistleTold {
  readonly state: WhistleState | null
  readonly whistleAt: number
  readonly reportAt: number | null
  readonly doneAt: number | null
}

export interface WhistleLife {
  readonly state: WhistleState
  /** Null: not yet, or nobody can say when. */
  readonly reportAt: number | null
  readonly doneAt: number | null
  /** Settled, and nobody was there. */
  readonly irregular: boolean
  /** Before the call: it happened, at an unknown time (A14). */
  readonly impossible: boolean
}

const RANK: { readonly [state in WhistleState]: number } = { whistled: 0, reported: 1, done: 2 }

/** The furthest that a state or an instant tells of; what is settled had somebody there, whether that was told or not. */
export function whistleLife(told: WhistleTold): WhistleLife {
  const { whistleAt, reportAt, doneAt } = told
  const state = furthest(told)
  const cameAt = notBefore(reportAt, whistleAt)
  const overAt = notBefore(doneAt, cameAt ?? whistleAt)
  return {
    state,
    reportAt: cameAt,
    doneAt: overAt,
    irregular: state === 'done' && reportAt === null,
    impossible: cameAt !== reportAt || overAt !== doneAt,
  }
}

function furthest({ state, reportAt, doneAt }: WhistleTold): WhistleState {
  const said = state ?? 'whistled'
  const byTimes = doneAt !== null ? 'done' : reportAt !== null ? 'reported' : 'whistled'
  return RANK[said] > RANK[byTimes] ? said : byTimes
}

const notBefore = (at: number | null, first: number): number | null =>
  at !== null && at >= first ? at : null
