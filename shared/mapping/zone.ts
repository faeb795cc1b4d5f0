import { Type } from 'typebox'

/** `+08:00`. Names of zones are not taken: a rule book of zones changes with the machine. */
export const Zone = Type.String({ pattern: '^[+-](0\\d|1[0-4]):[0-5]\\d$' })

/** Milliseconds east of UTC. */
export function parseZone(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
