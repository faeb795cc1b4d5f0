import { isoOf } from '../../shared/calendar/civil.ts'

/** `2026-11-21T15:30`, in the time of the city. */
export const atText = (at: number): string => isoOf(at).slice(0, 16)

/** null: it names no moment. */
export function atIn(search: string): number | null {
  const text = new URLSearchParams(search).get('at') ?? ''
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null
  const at = Date.parse(`${text}:00+08:00`)
  return Number.isNaN(at) ? null : at
}
