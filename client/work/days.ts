import { isoOf } from '../../shared/calendar/civil.ts'

/** The city's day, as the server reckons: `2026-12-01`, which is what a field of a form holds. */
export const dayOf = (now: number): string => isoOf(now).slice(0, 10)

/** The end of a day in the city. */
export const endOf = (day: string): number => Date.parse(`${day}T23:59:59.999+08:00`)

/** An instant of a day in the city: `2026-11-27`, `14:00`. */
export const instantOf = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`)
