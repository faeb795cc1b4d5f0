import type { Chance } from '../random.ts'
import { GROUPS, OPEN, type ProblemGroup } from './groups.ts'

/** What becomes of a problem in the end. */
export type Fate =
  | { readonly type: 'rejected' }
  | { readonly type: 'merged' }
  | { readonly type: 'struck off'; readonly group: ProblemGroup; readonly sentBack: boolean }
  /** HW-04: the one of 130 that is still worked on. */
  | { readonly type: 'open'; readonly group: ProblemGroup }

/** Who brought how many of the 147 (HW-05, HW-06). */
export const SOURCES: readonly (readonly [name: string, problems: number])[] = [
  ['包保干部', 62],
  ['行业主管部门', 27],
  ['审批部门', 19],
  ['亲清下午茶', 16],
  ['驻企特派员', 14],
  ['政企直通车', 9],
]
export const TEA = '亲清下午茶'

const REJECTED = 6
const MERGED = 11
const SENT_BACK = 4

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** 147 collected, 6 rejected, 11 merged, 130 on the ledger, 129 struck off, one going on. */
export function fatesOf(chance: Chance): Fate[] {
  const groups = chance.shuffled(GROUPS.flatMap(group => times(group.problems, () => group)))
  const leading = groups.findIndex(({ name }) => name === OPEN.group)
  const ends = groups.map((group, i): Fate =>
    i === leading
      ? { type: 'open', group }
      : { type: 'struck off', group, sentBack: (i < leading ? i : i - 1) < SENT_BACK },
  )
  return chance.shuffled([
    ...ends,
    ...times(REJECTED, (): Fate => ({ type: 'rejected' })),
    ...times(MERGED, (): Fate => ({ type: 'merged' })),
  ])
}

export const sourcesOf = (chance: Chance): string[] =>
  chance.shuffled(SOURCES.flatMap(([name, problems]) => times(problems, () => name)))

/** Working days between the steps: to the analysis, its end, the beginning, the answer, the enterprise's word, striking off. */
export interface Spans {
  readonly take: number
  readonly decide: number
  readonly begin: number
  readonly answer: number
  /** From the answer that was sent back to the next; 0 where none was. */
  readonly again: number
  readonly confirm: number
  readonly strike: number
}

/** Days that a department is given. */
export const PROMISED = 15
/** A few are late. */
const LATE = 0.03

export function spansOf(fate: Fate, isTea: boolean, chance: Chance): Spans {
  const late = chance.happens(LATE)
  const usual = Math.min(PROMISED, Math.max(1, Math.round(chance.logNormal(6.5, 0.45))))
  const [take, decide, begin] = [isTea || chance.happens(0.6), chance.happens(0.4), chance.happens(0.5)]
  const sentBack = fate.type === 'struck off' && fate.sentBack
  return {
    ...{ take: Number(take), decide: Number(decide), begin: Number(begin) },
    answer: late && !sentBack ? PROMISED + 1 + chance.int(2) : usual,
    again: 1 + chance.int(4),
    confirm: chance.int(3),
    strike: Number(chance.happens(0.4)),
  }
}

export function lengthOf({ type, ...fate }: Fate, spans: Spans): number {
  const { take, decide, begin, answer, again, confirm, strike } = spans
  if (type === 'rejected' || type === 'merged') return take + decide
  const back = 'sentBack' in fate && fate.sentBack === true ? again + 1 : 0
  return take + decide + begin + answer + back + confirm + strike
}
