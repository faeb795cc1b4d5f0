import { isoOf } from '../../shared/calendar/civil.ts'
import { parseInstant } from '../../shared/calendar/instant.ts'

/** How an upstream writes an instant: with its offset, or `2026-11-22 09:00:00` as the city's clocks show it. */
export type TimeForm = 'iso' | 'plain'

/** Either form, since an upstream may write one and ask for the other; null when it is neither. */
export const readTime = (text: string): number | null => parseInstant(text) ?? parseInstant(`${text}+08:00`)

export const writeTime = (at: number, form: TimeForm): string =>
  form === 'iso' ? isoOf(at) : isoOf(at).slice(0, 19).replace('T', ' ')
