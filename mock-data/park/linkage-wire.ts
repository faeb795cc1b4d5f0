import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Message } from '../mqtt/link.ts'
import { LOG, type Linkage, type ParkAlarm, type ParkAnswer } from './linkage.ts'
import { SYSTEMS } from './tags.ts'

/** None goes on for longer. */
const LONGEST = 120 * MINUTE
const kept = { qos: 1, retain: true } as const

/** `park/safety/GDS-107/linkage/AL20261126-01`: raised, and the same once more when it is over. */
const alarmMessage = ({ no, tag, from, to }: ParkAlarm, isOver: boolean): Message => ({
  ...kept,
  topic: `park/safety/${tag.id}/linkage/${no}`,
  payload: JSON.stringify({
    ...{ alarm: no, tag: tag.id, sort: tag.measure, raisedAt: from },
    ...{ endedAt: isOver ? to : null, t: isOver ? to : from },
  }),
})

/** `park/boards/LED-03/linkage/AL20261126-01`: what this system did, and for which alarm. */
const answerMessage = ({ alarm, system, device, action, toldAt }: ParkAnswer): Message => ({
  ...kept,
  topic: `park/${system}/${device}/linkage/${alarm.no}`,
  payload: JSON.stringify({ alarm: alarm.no, action, t: toldAt }),
})

interface Said {
  readonly at: number
  readonly message: Message
}

/** A1: the acknowledgement of an answer got lost. */
function saidOf(city: PretendCity, linkage: Linkage, alarm: ParkAlarm): Said[] {
  const answers = linkage.answersTo(alarm).flatMap((answer): Said[] => {
    const [at, message] = [answer.at, answerMessage(answer)]
    const twice = city.anomalies.hits('A1', ['park linkage', alarm.no, answer.system])
    return twice
      ? [
          { at, message },
          { at, message: { ...message, again: true } },
        ]
      : [{ at, message }]
  })
  return [
    { at: alarm.from, message: alarmMessage(alarm, false) },
    { at: alarm.to, message: alarmMessage(alarm, true) },
    ...answers,
  ]
}

/** What is said of alarms and answers with from < at <= to, in order. */
export const linkageSaid = (
  city: PretendCity,
  linkage: Linkage,
  from: number,
  to: number,
): readonly Message[] =>
  linkage
    .alarms(from - LONGEST, to)
    .flatMap(alarm => saidOf(city, linkage, alarm))
    .filter(({ at }) => at > from && at <= to)
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => message)

/** What the controllers keep: the last word of each topic of seven days. */
export const linkageLog = (linkage: Linkage, at: number): readonly Message[] =>
  linkage.alarms(at - LOG, at).flatMap(alarm => [
    alarmMessage(alarm, alarm.to <= at),
    ...linkage
      .answersTo(alarm)
      .filter(answer => answer.at <= at)
      .map(answerMessage),
  ])

/** Alarms are rare: a message without a word says that a system would answer. */
export const SIGNS_OF_LIFE: readonly Message[] = SYSTEMS.map(system => ({
  topic: `park/${system}/controller/linkage/alive`,
  payload: '',
  qos: 1,
}))
