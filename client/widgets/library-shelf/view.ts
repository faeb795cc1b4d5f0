import { Type, type Static } from 'typebox'
import { worstOf } from '../../../shared/freshness/worst.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareOf, figureText, type Figure } from '../../figures/number.ts'
import type { Phrase, Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import { GLYPH_OF_FRESHNESS, type Glyph } from '../../glyphs/glyph.ts'
import { ageOf } from '../day-of.ts'
import { kindsOf, type FeedState } from '../feed-state.ts'
import type { At, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Of each its roles are `<id>`, `<id>.complete`, by kind `<id>.kinds` and `<id>.completeKinds`, and by place `<id>.places`. */
    libraries: Type.Array(Type.String(), { minItems: 1, maxItems: 12 }),
    columns: Type.Integer({ minimum: 1, maximum: 12 }),
    /** Beside more kinds than this there is no room for places. */
    placesUpTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
    /** Without what each is made of. */
    rows: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** How complete something is, against what it should be. */
export interface Completeness {
  readonly figure: Figure
  readonly cell: string
  /** null: nobody can say. */
  readonly share: number | null
  readonly tone: Tone | undefined
}

export interface KindRow {
  readonly kind: string
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  readonly complete: Completeness
}

/** How much of it lies in a part of the city. */
export interface PlaceRow {
  readonly place: string
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  /** Of the largest. */
  readonly share: number
}

/** A department and how fresh its word is. */
export interface Source {
  readonly department: string
  readonly glyph: Glyph
  readonly age: string
}

export interface Shelf {
  readonly id: string
  readonly title: string
  readonly figure: Figure
  readonly cell: string
  readonly complete: Completeness
  readonly target: number | null
  readonly age: Phrase
  readonly kinds: readonly KindRow[]
  readonly places: readonly PlaceRow[]
  readonly sources: readonly Source[]
  readonly scenes: readonly string[]
  readonly label: string
}

export interface ShelfView {
  readonly columns: number
  readonly isRows: boolean
  readonly shelves: readonly Shelf[]
}

export function view(panel: PanelDocument, reader: Reader): ShelfView {
  const { libraries, columns, rows = false, placesUpTo = MOST_KINDS } = panel.options as Options
  return { columns, isRows: rows, shelves: libraries.map(id => shelfOf(id, placesUpTo, reader)) }
}

const MOST_KINDS = 4

function shelfOf(id: string, placesUpTo: number, reader: Reader): Shelf {
  const told = reader.library(id)
  const feeds = reader.feeds(id)
  const stale = stalenessOf(reader, feeds)
  const title = told?.title ?? id
  const kinds = kindsIn(id, reader)
  const figure = reader.figure(id)
  const complete = completeOf(`${id}.complete`, {}, reader)
  return {
    ...{ id, title, figure, cell: reader.cell(id), complete },
    target: targetOf(`${id}.complete`, reader),
    age: stale?.phrase ?? [{ glyph: 'ok', text: ageOf(id, reader), tone: 'dim' }],
    kinds,
    places: kinds.length > placesUpTo ? [] : placesIn(id, reader),
    sources: sourcesOf(feeds, reader),
    scenes: told?.scenes ?? [],
    label: `${title} ${figureText(figure)} ${reader.say('shelf.complete')} ${figureText(complete.figure)}`,
  }
}

/** The target as a share; null: there is none. */
function targetOf(role: string, reader: Reader): number | null {
  const metric = reader.metric(role)
  return metric?.target === undefined ? null : metric.target * metric.scale
}

function completeOf(role: string, at: At, reader: Reader): Completeness {
  const ratio = reader.ratio(role, at)
  return {
    ...{ figure: reader.figure(role, at), cell: reader.cell(role, at) },
    share: ratio === null || ratio.d === 0 ? null : ratio.n / ratio.d,
    tone: isShort(role, at, reader) ? 'warn' : undefined,
  }
}

/** By what is printed: what reads as the target has reached it. */
function isShort(role: string, at: At, reader: Reader): boolean {
  const metric = reader.metric(role)
  const value = reader.value(role, at)
  if (metric?.target === undefined || value === null) return false
  return Number(value.toFixed(metric.decimals)) < metric.target
}

/** In the order of the document: what a library is made of does not change places with every record. */
function kindsIn(id: string, reader: Reader): readonly KindRow[] {
  const metric = reader.metric(`${id}.kinds`)
  if (metric === null) return []
  return kindsOf(metric).map(kind => {
    const at = { dims: [kind] }
    return {
      kind,
      title: reader.kindName(kind),
      figure: bareOf(reader.figure(`${id}.kinds`, at)),
      cell: reader.cell(`${id}.kinds`, at),
      complete: completeOf(`${id}.completeKinds`, at, reader),
    }
  })
}

function placesIn(id: string, reader: Reader): readonly PlaceRow[] {
  const role = `${id}.places`
  if (reader.metric(role) === null) return []
  const values = reader.byArea(role)
  const most = Math.max(1, ...values.map(({ value }) => value ?? 0))
  return values.map(({ area, value }) => ({
    ...{ place: area.id, title: area.name, share: (value ?? 0) / most },
    figure: bareOf(reader.figure(role, { area: area.id })),
    cell: reader.cell(role, { area: area.id }),
  }))
}

/** Each department once, by the worst of its feeds. */
function sourcesOf(feeds: readonly FeedState[], reader: Reader): readonly Source[] {
  const departments = [...new Set(feeds.map(({ document }) => reader.text(document.department)))]
  return departments.map(department => {
    const own = feeds.filter(({ document }) => reader.text(document.department) === department)
    const worst = worstOf(own.map(({ freshness }) => freshness))
    const last = Math.min(...own.map(({ report }) => report?.okAt ?? 0))
    return {
      department,
      glyph: worst === null ? 'none' : GLYPH_OF_FRESHNESS[worst.state],
      age: last === 0 ? '' : momentText(last, reader.now('minute')),
    }
  })
}

/** `▲ 3 库未达目标`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { shelves } = view(panel, reader)
  const short = shelves.filter(({ complete }) => complete.tone === 'warn')
  const { say } = reader
  return {
    subtitle: say('shelf.reading'),
    finding:
      short.length === 0
        ? []
        : [
            {
              glyph: 'warn',
              text: say('shelf.short', { n: short.length, title: short[0]!.title }),
              tone: 'warn',
            },
          ],
  }
}
