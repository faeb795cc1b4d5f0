import type { AlertDocument } from '../../shared/alerts/document.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { civilOf, minuteOfDay } from '../../shared/calendar/civil.ts'
import type { Deliveries, DeliveryEvent, Message } from './deliveries.ts'
import type { Known } from './known.ts'

export interface TellingParts {
  readonly deliveries: Deliveries
  /** Where people find the console, without a slash at its end. */
  readonly origin: () => string
  /** Whether what the rule looks at is told by systems of a pretend city. */
  readonly isSimulated: (rule: AlertDocument | null, alert: Known) => boolean
  readonly now: () => number
  readonly worldNow: () => number
}

const SEVERITIES = ['', 'I', 'II', 'III', 'IV']

const HEADS: { readonly [event in DeliveryEvent]: string } = {
  raised: '告警',
  escalated: '告警升级：无人确认',
  cleared: '告警恢复',
  test: '测试消息',
}

/** Queues what is to be told of an alert as it stands; what was queued before is not again. */
export function createTelling(parts: TellingParts): (rule: AlertDocument | null, alert: Known) => void {
  const done = new Set<string>()
  const queue = (
    event: DeliveryEvent,
    channels: readonly string[],
    rule: AlertDocument | null,
    alert: Known,
  ) => {
    const key = `${alert.id} ${event}`
    if (done.has(key)) return
    const message = messageOf(parts, event, rule, alert)
    for (const channel of channels)
      parts.deliveries.add({ alert: alert.id, event, channel, message, at: parts.worldNow() })
    done.add(key)
  }
  return (rule, alert) => {
    const { course, derived } = alert
    if (course.state === 'cleared') {
      queue('cleared', parts.deliveries.toldOf(alert.id), rule, alert)
      for (const event of ['raised', 'escalated', 'cleared']) done.delete(`${alert.id} ${event}`)
      return
    }
    if (rule === null) return
    if (derived.row['told'] === true) queue('raised', rule.channels, rule, alert)
    if (course.escalatedAt !== null) queue('escalated', rule.escalate?.channels ?? [], rule, alert)
  }
}

const isUnknown = (told: string | null | undefined): told is null | undefined =>
  told === null || told === undefined

function messageOf(
  { origin, isSimulated, now }: TellingParts,
  event: DeliveryEvent,
  rule: AlertDocument | null,
  alert: Known,
): Message {
  const { fields, course } = alert
  const at = course.clearedAt ?? now()
  const { place } = course.told
  const lines = [
    ...(isUnknown(place) ? [] : [`地点：${place}`]),
    ...whatLines(alert),
    `时间：${momentText(course.clearedAt ?? course.toldAt)}`,
    ...(isSimulated(rule, alert) ? ['演示数据'] : []),
  ]
  return {
    title: mask(`【${SEVERITIES[fields.severity] ?? ''}级${HEADS[event]}】${fields.title}`),
    ...{ text: mask(lines.join('\n')), severity: fields.severity, at },
    link: `${origin()}/console/alerts/${alert.id}`,
  }
}

/** With the value that the time beside it is of: when it was told last. What is over has none. */
function whatLines({ fields: { since }, course }: Known): readonly string[] {
  const { what, value, count } = course.told
  const shown = isUnknown(value) || course.state === 'cleared' ? '' : ` ${value}`
  const many = (count ?? 1) > 1 ? `，共 ${count} 处` : ''
  return [
    ...(isUnknown(what) ? [] : [`对象：${what}${shown}${many}`]),
    ...(since === null || since === undefined ? [] : [`始于：${momentText(since)}`]),
  ]
}

/** As somebody presses for it: it says that it is one, so that nobody runs. */
export const testMessage = (channel: string, origin: string, at: number): Message => ({
  ...{ title: `【${HEADS.test}】${channel}`, text: `时间：${momentText(at)}\n这是一条测试消息，无需处置。` },
  ...{ severity: 4, at, link: `${origin}/console/alerts` },
})

function momentText(at: number): string {
  const minute = minuteOfDay(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${civilOf(at)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
