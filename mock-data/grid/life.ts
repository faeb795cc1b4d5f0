import { DAY, HOUR, MINUTE, dayNumber, startOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import type { Chance } from '../random.ts'
import type { GridStep, Status } from './report.ts'

/** From upload to the answer; so much past must be looked at to know what happens now. */
export const LONGEST_HANDLING = 5 * DAY

const SELF_HANDLED = 0.62
const UPGRADED = 0.29

const wholeSecond = (at: number) => Math.ceil(at / 1000) * 1000

/** Communities work from 7:30 to 21. */
function awake(at: number, chance: Chance): number {
  const time = timeOfDay(at)
  if (time >= 7.5 * HOUR && time < 21 * HOUR) return at
  const day = time < 7.5 * HOUR ? dayNumber(at) : dayNumber(at) + 1
  return startOfDay(day) + 7.5 * HOUR + chance.between(2, 60) * MINUTE
}

const NOTES: { readonly [status in Status]: readonly string[] } = {
  submitted: [''],
  community_triage: ['社区已受理'],
  self_handled: ['社区已现场处置', '已联系物业处理', '已劝导整改', '已上门服务'],
  upgraded: ['超出社区处置能力,已上报'],
  invalid: ['现场核实无此情况', '重复上报'],
  feedback_sent: ['处理结果已反馈上报人'],
}

/** What becomes of an event: the community looks at it, settles it or passes it up, and answers. */
export function lifeOfEvent(reportedAt: number, uploadedAt: number, chance: Chance): GridStep[] {
  const steps: GridStep[] = [{ at: reportedAt, status: 'submitted', note: '' }]
  const step = (wanted: number, status: Status): number => {
    const earliest = Math.max(steps.at(-1)!.at, uploadedAt) + 1000
    const at = Math.min(
      wholeSecond(Math.max(wanted, earliest)),
      uploadedAt + LONGEST_HANDLING + steps.length * 1000,
    )
    steps.push({ at, status, note: chance.pick(NOTES[status]) })
    return at
  }
  const after = (at: number, minutes: number, sigma: number) =>
    awake(at + chance.logNormal(minutes, sigma) * MINUTE, chance)
  const seen = step(after(uploadedAt, 12, 0.8), 'community_triage')
  const way = chance.next()
  if (way < SELF_HANDLED) step(after(step(after(seen, 70, 1), 'self_handled'), 10, 0.6), 'feedback_sent')
  else if (way < SELF_HANDLED + UPGRADED)
    step(after(step(after(seen, 15, 0.7), 'upgraded'), 9 * 60, 0.9), 'feedback_sent')
  else step(after(step(after(seen, 25, 0.7), 'invalid'), 5, 0.5), 'feedback_sent')
  return steps
}

/** A patrol that found nothing is taken note of by the system itself. */
export function lifeOfPatrol(reportedAt: number): GridStep[] {
  const statuses: readonly Status[] = ['submitted', 'community_triage', 'self_handled', 'feedback_sent']
  return statuses.map((status, i) => ({
    at: reportedAt + i * 1000,
    status,
    note: i === 0 ? '' : '巡查无异常,系统自动办结',
  }))
}
