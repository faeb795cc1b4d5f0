import { dayNumber } from '../../../shared/calendar/civil.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { dayOf } from '../day-of.ts'
import type { ListRow, Reader } from '../reader.ts'

/** How an enterprise and a unit that serves it stand with each other: their newest matter. */
export interface Matter {
  readonly id: string
  readonly enterprise: string
  readonly service: string
  readonly title: string
  readonly glyph: Glyph
  readonly dueAt: number | null
  /** `办结`, `在办 限 12-04`, `超 3 日`. */
  readonly stands: string
}

export const mattersOf = (reader: Reader): readonly Matter[] =>
  (reader.list('matters')?.rows ?? []).map(row => matterOf(row, reader))

function matterOf({ id, columns }: ListRow, reader: Reader): Matter {
  const light = wordOf(columns['light'])
  const dueAt = numberOf(columns['dueAt'])
  const glyph = GLYPH_OF_LIGHT[light as keyof typeof GLYPH_OF_LIGHT] ?? 'none'
  return {
    id,
    enterprise: wordOf(columns['enterprise']),
    service: wordOf(columns['service']),
    title: wordOf(columns['title']),
    glyph,
    dueAt,
    stands: standsOf(glyph, dueAt, reader),
  }
}

function standsOf(glyph: Glyph, dueAt: number | null, reader: Reader): string {
  if (glyph === 'ok') return reader.say('chain.done')
  if (dueAt === null) return reader.say('chain.open')
  if (glyph !== 'bad') return reader.say('chain.openUntil', { day: dayOf(dueAt, reader) })
  const days = dayNumber(reader.now('minute')) - dayNumber(dueAt)
  return days > 0 ? reader.say('limit.over', { n: days }) : reader.say('light.bad')
}

/** What still wants somebody, the most pressing first. */
export const openFirst = (matters: readonly Matter[]): readonly Matter[] =>
  matters
    .filter(({ glyph }) => glyph !== 'ok')
    .sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || (a.id < b.id ? -1 : 1))
