import { dayNumber, HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import { stateAt, timeOf, type CaseState } from '../../../mock-data/citymgmt/state.ts'
import { disposeDue } from '../../../mock-data/citymgmt/wire.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, type Expected } from './expected.ts'
import { BY_TIME, LINE, LONGEST_DAYS, ofToday, PASSED, STREETS, type streetCases } from './streets.ts'
import type { UpstreamTruth } from './upstreams.ts'

const isOfHour = (instant: number | null, at: number) =>
  instant !== null && instant <= at && instant > at - HOUR

/** Where its last step left it: what was found wrong afterwards the system tells in its nightly file alone. */
const lastStep = ({ steps }: CaseState) => steps.findLast(({ action }) => action !== 'delay')!.action
const isDealtWith = (state: CaseState) => ['dispose', 'check', 'close'].includes(lastStep(state))
const disposedAt = (state: CaseState) => (isDealtWith(state) ? timeOf(state.steps, 'dispose') : null)

/** The hour goes on while nothing newer is told: until the next turn, and as long as that one may be behind. */
const UNTOLD_MS = 11 * MINUTE

/** What passed each step in the last hour, and how long cases of the day lay with who deals with them, by level. */
export function streetFlows(all: ReturnType<typeof streetCases>): readonly Expected[] {
  const flows = LINE.map((action, step): Expected => {
    const until = (at: number, known: number) =>
      count(all(at), ({ steps }) => isOfHour(timeOf(steps, action), at) && timeOf(steps, action)! <= known)
    return {
      ...expecting(BY_TIME)(`case.${PASSED[step]!}.hour`, at => until(at, at)),
      orElse: at => [until(at, at - UNTOLD_MS)],
    }
  })
  const spreads = [1, 2, 3].map((level): Expected => ({
    ...expecting(STREETS)('case.disposal.today', at => spreadOf(takenToday(all(at), at, level)), [
      String(level),
    ]),
    isApart: true,
  }))
  return [...flows, ...spreads]
}

const takenToday = (all: readonly CaseState[], at: number, level: number): readonly number[] =>
  ofToday(all, at).flatMap(state => {
    const [sent, done] = [timeOf(state.steps, 'dispatch'), disposedAt(state)]
    return state.case.category.level === level && sent !== null && done !== null ? [done - sent] : []
  })

/** The median and the ninth tenth, as the ends of the intervals in which they lie. */
const ENDS = [10, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1080, 1440, 2880]

function spreadOf(taken: readonly number[]): readonly number[] {
  const sorted = [...taken].sort((a, b) => a - b)
  return [50, 90].flatMap(percent => {
    const rank = sorted[Math.ceil((percent / 100) * sorted.length) - 1]
    const end = ENDS.find(minutes => rank !== undefined && rank <= minutes * MINUTE)
    return end === undefined ? [] : [(end * MINUTE) / HOUR]
  })
}

interface Judged {
  readonly due: number | null
  readonly done: number | null
}

const isInTime = ({ due, done }: Judged) => done !== null && due !== null && done <= due

/** In time of what came due today, and of what was dealt with today; by one account what was withdrawn afterwards counts, by the other not. */
export function streetsInTime({ streets }: UpstreamTruth, begun: number): readonly Expected[] {
  const today = dayNumber(begun)
  const isToday = (instant: number | null) => instant !== null && dayNumber(instant) === today
  const touched = Array.from({ length: LONGEST_DAYS }, (_, i) => streets.casesOfDay(today - i))
    .flat()
    .filter(({ steps }) => steps.some(({ at, due }) => isToday(at) || isToday(due?.dispose ?? null)))
  const asked = (withdrawn: boolean) =>
    remembered(
      (at): readonly Judged[] =>
        touched
          .flatMap(each => stateAt(each, at) ?? [])
          .filter(state => !['report', 'accept', 'reject', 'void'].includes(lastStep(state)))
          .filter(({ stage }) => withdrawn || stage !== 'void')
          .map(state => ({ due: disposeDue(state), done: disposedAt(state) })),
      INSTANTS,
    )
  const [one, other] = [asked(true), asked(false)]
  const dueOf = (all: readonly Judged[], at: number) => all.filter(({ due }) => isToday(due) && due! < at)
  const doneOf = (all: readonly Judged[]) => all.filter(({ due, done }) => isToday(done) && due !== null)
  const shareOf = (all: readonly Judged[]) => count(all, isInTime) / all.length
  const is = (metric: string, of: (all: readonly Judged[], at: number) => number): Expected => ({
    ...expecting(BY_TIME)(metric, at => of(one(at), at)),
    orElse: at => [of(other(at), at)],
  })
  return [
    is('case.on-time-due.today', (all, at) => shareOf(dueOf(all, at))),
    is('case.overdue-rate.today', (all, at) => 1 - shareOf(dueOf(all, at))),
    is('case.on-time-closed.today', all => shareOf(doneOf(all))),
  ]
}
