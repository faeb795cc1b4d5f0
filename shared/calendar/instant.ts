import { HOUR, MINUTE, parseDate, startOfDay } from './civil.ts'

const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d\d(?::?\d\d)?)$/

/**
 * Epoch milliseconds of an ISO 8601 text that says its offset, or null when it does not, or names no instant.
 * 24:00 is the end of its day and a leap second the start of the next minute. What is finer than a millisecond is
 * cut off.
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text)
  if (match === null) return null
  const day = parseDate(match[1]!)
  const time = timeOf(Number(match[2]), Number(match[3]), Number(match[4] ?? '0'))
  const offset = offsetOf(match[6]!)
  if (day === null || time === null || offset === null) return null
  const fraction = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3))
  return startOfDay(day) + 8 * HOUR - offset + time + fraction
}

function timeOf(hour: number, minute: number, second: number): number | null {
  const isEndOfDay = hour === 24 && minute === 0 && second === 0
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return null
  return hour * HOUR + minute * MINUTE + second * 1000
}

function offsetOf(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2)) * (text.length > 3 ? 1 : 0)
  if (hours > 14 || minutes > 59) return null
  return (hours * HOUR + minutes * MINUTE) * (text.startsWith('-') ? -1 : 1)
}
