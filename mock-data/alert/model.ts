import { dayNumber, DAY } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { remembered } from '../remembered.ts'
import { LONGEST_LIFE, warningsOfDay } from './making.ts'
import { stateAt, type Message, type Warning, type WarningState } from './warning.ts'

/** A message in the feed with the warning that it is of. */
export interface Published {
  readonly warning: Warning
  readonly message: Message
}

export interface AlertModel {
  /** All that the feed lists at an instant, the newest first. */
  readonly published: (at: number) => Published[]
  /** How each warning stands of which something in the feed can be read. */
  readonly truth: (at: number) => WarningState[]
}

export function createAlertModel(city: PretendCity): AlertModel {
  const ofDay = remembered(day => warningsOfDay(city, day), DAYS_OF_PAST + 8)
  const warningsAt = (at: number): Warning[] => {
    const found: Warning[] = []
    const first = dayNumber(at - LONGEST_LIFE) - DAYS_OF_PAST
    for (let day = first; day <= dayNumber(at); day++) found.push(...ofDay(day))
    // Whole warnings only: what is listed names nothing that is not.
    return found.filter(({ messages }) => messages[0].sentAt > at - DAYS_OF_PAST * DAY)
  }
  return {
    published: at =>
      warningsAt(at)
        .flatMap(warning => warning.messages.map(message => ({ warning, message })))
        .filter(({ message }) => message.publishedAt <= at)
        .sort(newestFirst),
    truth: at => warningsAt(at).flatMap(warning => stateAt(warning, at) ?? []),
  }
}

const newestFirst = ({ message: a }: Published, { message: b }: Published): number =>
  b.publishedAt - a.publishedAt || (a.identifier < b.identifier ? 1 : -1)
