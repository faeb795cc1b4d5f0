import { Type } from 'typebox'
import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { FeedError } from './connector.ts'

/** When an upstream is asked: one of the two stands in a feed's settings. City time, as the upstream's is. */
export const scheduleSettings = {
  /** Between the end of one turn and the start of the next. */
  everySeconds: Type.Optional(Type.Number({ minimum: 1, maximum: 86_400 })),
  /** Each day at this time, `02:10`, and once at the start: a turn may have been missed. */
  dailyAt: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
}

export type Schedule =
  | { readonly type: 'every'; readonly seconds: number }
  | { readonly type: 'daily'; readonly time: number }

export function scheduleOf({
  everySeconds,
  dailyAt,
}: {
  readonly everySeconds?: number
  readonly dailyAt?: string
}): Schedule {
  if (everySeconds !== undefined && dailyAt === undefined) return { type: 'every', seconds: everySeconds }
  if (dailyAt !== undefined && everySeconds === undefined) return { type: 'daily', time: timeOf(dailyAt) }
  throw new FeedError('settings: either /everySeconds or /dailyAt must be given', {
    blame: 'config',
    retry: false,
  })
}

const timeOf = (text: string): number => {
  const [hours, minutes] = text.split(':')
  return Number(hours) * HOUR + Number(minutes) * MINUTE
}

/** The first instant after `now` at which a daily turn is due. */
export function nextDaily(time: number, now: number): number {
  const today = startOfDay(dayNumber(now)) + time
  return today > now ? today : today + DAY
}
