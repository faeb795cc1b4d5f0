import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import { filled } from '../language/words.ts'
import type { WorkWords } from '../language/work.ts'

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
export const instantIn = (value: unknown): number | null => (typeof value === 'number' ? value : null)
export const wordOf = (words: { readonly [code: string]: string }, code: unknown): string =>
  words[textIn(code)] ?? textIn(code)

const GLYPHS: { readonly [light: string]: Glyph } = { green: 'ok', yellow: 'warn', red: 'bad', grey: 'none' }

export const glyphOf = (light: unknown): Glyph => GLYPHS[textIn(light)] ?? 'none'

/** `限 11-25 23:59`; '' where nobody set one. */
export function dueText({ dueAt }: Row, words: WorkWords, now: number): string {
  return typeof dueAt === 'number' ? filled(words.due, { time: momentText(dueAt, now) }) : ''
}

/** `超 2 工作日`, `剩 1 工作日`: in working days, as it is held to; a day that is not over yet is said as today. */
export function leftText({ dueAt, daysLeft, overdue }: Row, words: WorkWords): string {
  if (typeof dueAt !== 'number') return ''
  const days = typeof daysLeft === 'number' ? daysLeft : 0
  if (overdue === true) return days < 0 ? filled(words.dueOver, { n: -days }) : words.dueOverSpan
  return days > 0 ? filled(words.dueLeft, { n: days }) : words.dueToday
}

/** `剩 3 时`, `超 2 时`: by the clock, day and night. Begun hours count, those that are left and those that it is over. */
export function hoursText({ dueAt }: Row, words: WorkWords, now: number): string {
  if (typeof dueAt !== 'number') return ''
  const n = Math.max(1, Math.ceil(Math.abs(dueAt - now) / HOUR))
  return filled(now > dueAt ? words.hoursOver : words.hoursLeft, { n })
}

/** `剩 12 日`, `超 3 时`: by the clock as well, in days where there are some. Begun ones count. */
export function spanText(row: Row, words: WorkWords, now: number): string {
  const { dueAt } = row
  if (typeof dueAt !== 'number' || Math.abs(dueAt - now) < 2 * DAY) return hoursText(row, words, now)
  const n = Math.ceil(Math.abs(dueAt - now) / DAY)
  return filled(now > dueAt ? words.naturalDaysOver : words.naturalDaysLeft, { n })
}

/** A post and no person: 辽阳市 领导, 市住建局; '' of what nobody knows. */
export function postText(row: Row, words: WorkWords, placeName: (code: string) => string): string {
  const role = textIn(row['role'])
  if (role === 'chief') return [textIn(row['chief']), words.roles.chief].filter(Boolean).join(' ')
  if (role !== 'leader') return textIn(row['department']) || (role === 'officer' ? words.roles.officer : '')
  const place = textIn(row['place'])
  return [place === '' ? '' : placeName(place), words.roles.leader].filter(Boolean).join(' ')
}
