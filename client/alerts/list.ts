import type { ToldAlert } from '../../shared/sync/alert.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { AlertWords } from '../language/alerts.ts'
import type { Language } from '../language/say.ts'
import { filled } from '../language/words.ts'
import { levelOf } from './banner.ts'

export interface ListPart {
  readonly name: 'open' | 'history'
  readonly alerts: readonly ToldAlert[]
}

/** Those that are over are many, and the newest say enough. */
const MOST_OVER = 50

export const partsOf = (alerts: readonly ToldAlert[]): readonly ListPart[] => [
  { name: 'open', alerts: alerts.filter(({ row }) => row['open'] === true) },
  { name: 'history', alerts: alerts.filter(({ row }) => row['open'] !== true).slice(0, MOST_OVER) },
]

export interface CardView {
  readonly glyph: Glyph
  readonly level: string
  readonly title: string
  readonly about: string
  readonly state: string
  /** What is to be known beside its state. */
  readonly notes: readonly string[]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function cardOf(told: ToldAlert, words: AlertWords, language: Language, now: number): CardView {
  const { row } = told
  const state = textOf(row['state']) as keyof AlertWords['states']
  const { count } = row
  const many = typeof count === 'number' && count > 1 ? filled(words.places, { n: count }) : ''
  const english = textOf(row['titleEn'])
  return {
    glyph: GLYPHS[state] ?? 'none',
    level: levelOf(words, textOf(row['severity'])),
    title: language === 'en' && english !== '' ? english : textOf(row['title']),
    about: [row['place'], row['what'], row['value'], many].map(textOf).filter(Boolean).join(' '),
    state: words.states[state] ?? '',
    notes: notesOf(told, words, now),
  }
}

function notesOf({ row, isBlind }: ToldAlert, words: AlertWords, now: number): readonly string[] {
  const at = (name: string): string => (typeof row[name] === 'number' ? momentText(row[name], now) : '')
  const note = (text: string, time: string) => (time === '' ? [] : [filled(text, { time })])
  return [
    ...note(words.since, at('since') || at('event')),
    ...(row['shelved'] === true ? note(words.shelvedUntil, at('shelvedUntil')) : []),
    ...(row['quiet'] === true ? [words.quiet] : []),
    ...note(words.escalated, at('escalatedAt')),
    ...note(words.clearedAt, at('clearedAt')),
    ...(isBlind ? [words.blind] : []),
  ]
}

const GLYPHS: { readonly [state: string]: Glyph } = { raised: 'bad', acknowledged: 'warn', cleared: 'ok' }
