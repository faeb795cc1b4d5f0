import { isoOf } from '../shared/calendar/civil.ts'

/** `2026-11-22T09:14:03+08:00` */
export const isoSeconds = (at: number): string => isoOf(at).replace(/\.\d{3}/, '')

/** `2026-11-22 09:14:03`, as most of the city's systems write China time. */
export const plainTime = (at: number): string => isoOf(at).slice(0, 19).replace('T', ' ')

export const plainTimeOrNull = (at: number | null): string | null => (at === null ? null : plainTime(at))
const PLAIN = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/

/** `2026-11-22 09:00:00`, China time, as most of the city's systems write it; null when it is anything else. */
export function instantOfPlain(text: string): number | null {
  const [, date, time] = PLAIN.exec(text) ?? []
  const at = date === undefined ? NaN : Date.parse(`${date}T${time}+08:00`)
  return Number.isNaN(at) ? null : at
}
