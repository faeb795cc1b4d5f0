import { isoOf } from '../shared/calendar/civil.ts'

/** `2026-11-22T09:14:03+08:00` */
export const isoSeconds = (at: number): string => isoOf(at).replace(/\.\d{3}/, '')

/** `2026-11-22 09:14:03`, as most of the city's systems write China time. */
export const plainTime = (at: number): string => isoOf(at).slice(0, 19).replace('T', ' ')

export const plainTimeOrNull = (at: number | null): string | null => (at === null ? null : plainTime(at))
