import { Type, type Static } from 'typebox'
import { levelOf } from '../../shared/aqi/aqi.ts'
import { deltaOf, writtenOut, type Figure } from '../figures/number.ts'
import type { Part, Phrase } from '../figures/phrase.ts'
import type { Reader } from './reader.ts'

export const TextOption = Type.Object(
  { zh: Type.String(), en: Type.String() },
  { additionalProperties: false },
)

export const GlyphOption = Type.Union([
  Type.Literal('ok'),
  Type.Literal('warn'),
  Type.Literal('bad'),
  Type.Literal('none'),
  Type.Literal('stale'),
  Type.Literal('info'),
])

/** A small fact under or beside a figure: `办结 1,107 件`, `本月净增 +1,038`. */
export const Note = Type.Object(
  {
    text: Type.Optional(TextOption),
    role: Type.Optional(Type.String()),
    /** Which of the role's numbers: one of a metric with dimensions. */
    dims: Type.Optional(Type.Array(Type.String(), { maxItems: 3 })),
    glyph: Type.Optional(GlyphOption),
    /** Without its unit, where the figure above has it. */
    bare: Type.Optional(Type.Boolean()),
    /** A ratio as what it is made of: `14,021 / 14,206`. */
    parts: Type.Optional(Type.Boolean()),
    /** Written with its sign: how much something changed. */
    change: Type.Optional(Type.Boolean()),
    /** What kind of air it is (HJ 633), behind its index. */
    grade: Type.Optional(Type.Literal('aqi')),
    /** Nothing is said while the number is 0: `▲ 余 1 件办理中`. */
    unlessZero: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type Note = Static<typeof Note>

export const Notes = Type.Array(Note, { maxItems: 5 })

export const notesOf = (reader: Reader, notes: readonly Note[] = []): Phrase =>
  notes.flatMap(note => partOf(reader, note) ?? [])

const signOf = ({ glyph }: Note) => (glyph === undefined ? {} : { glyph })

function partOf(reader: Reader, note: Note): Part | null {
  const text = note.text === undefined ? {} : { text: reader.text(note.text) }
  if (note.role === undefined) return { ...signOf(note), ...text }
  const at = { dims: note.dims }
  const value = reader.value(note.role, at)
  if (note.unlessZero === true && value === 0) return null
  // Nobody warns of what nobody knows.
  const glyph = value === null ? {} : signOf(note)
  const figure = figureIn(reader, note.role, note, value)
  const unit = note.grade === undefined ? unitOf(figure, note) : airIn(reader, value)
  return { ...glyph, ...text, figure: figure.text, unit, cell: reader.cell(note.role, at) }
}

const unitOf = (figure: Figure, { bare }: Note): string =>
  bare === true ? (figure.power ?? '') : figure.unit

/** By the index as it is shown. */
const airIn = (reader: Reader, value: number | null): string =>
  value === null ? '' : reader.say(`air.${levelOf(Math.round(value))}`)

function figureIn(reader: Reader, role: string, { change, parts, dims }: Note, value: number | null): Figure {
  if (change === true) return changeOf(reader, role, value)
  return parts === true ? partsOf(reader, role, dims) : reader.figure(role, { dims })
}

function partsOf(reader: Reader, role: string, dims?: readonly string[]): Figure {
  const ratio = reader.ratio(role, { dims })
  return { text: `${writtenOut(ratio?.n ?? null)} / ${writtenOut(ratio?.d ?? null)}`, unit: '' }
}

/** With its sign. */
export function changeOf(reader: Reader, role: string, value: number | null): Figure {
  const metric = reader.metric(role)
  const unit = metric?.unit[reader.language] ?? ''
  return deltaOf(value, { unit, decimals: metric?.decimals ?? 0, language: reader.language })
}
