import { Type, type Static } from 'typebox'
import type { Light } from '../../../shared/lights/light.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import type { Tone } from '../../figures/phrase.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { chosenProject } from '../chosen-project.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })) },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** A prerequisite, or another item in progress. */
export interface Line {
  readonly key: string
  readonly glyph: Glyph
  readonly word: string
  readonly title: string
  readonly department: string
  /** `超 2 日`, `第 3 / 8 日`, or the word of its light. */
  readonly state: string
  readonly tone: Tone | undefined
}

export interface Group {
  readonly title: string
  readonly lines: readonly Line[]
}

export interface CurrentItemView {
  /** Of its record. */
  readonly id: string
  readonly title: string
  readonly used: string
  readonly limit: string
  readonly tone: Tone | undefined
  readonly department: string
  /** Counter and office telephone. */
  readonly reach: string
  readonly groups: readonly Group[]
}

const MOST = 12
type Columns = ListRow['columns']

/** The item of the chosen project that wants a person most, whom to call about it, and what it waits for; null: none is open. */
export function view(panel: PanelDocument, reader: Reader): CurrentItemView | null {
  const [first, ...beside] = itemsOf(reader)
  if (first === undefined) return null
  const { id, columns: current } = first
  const { most = MOST } = panel.options as Options
  const needs = needsGroup(current, reader, most)
  const room = most - needs.lines.length
  return {
    id,
    title: wordy(current['title']),
    used: numeral(current['used']),
    limit: numeral(current['limit']),
    tone: current['light'] === 'red' ? 'bad' : undefined,
    department: wordy(current['department']),
    reach: [wordy(current['window']), wordy(current['phone'])].filter(Boolean).join('　'),
    groups: [
      needs,
      besideGroup(
        beside.slice(0, room).map(({ columns }) => columns),
        reader,
      ),
    ].filter(({ lines }) => lines.length > 0),
  }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const project = chosenProject(reader)
  if (project === null) return {}
  const { title, stageName, light } = project.columns
  const glyph = GLYPH_OF_LIGHT[lightOf(light)]
  const stage = wordy(stageName)
  return {
    title: wordy(title),
    ...(stage === '' ? {} : { subtitle: reader.say('item.stage', { stage }) }),
    summary: [{ glyph, text: reader.say(`light.${glyph}`) }],
  }
}

function itemsOf(reader: Reader): readonly ListRow[] {
  const number = chosenProject(reader)?.columns['number']
  const rows = reader.list('items')?.rows ?? []
  return rows.filter(({ columns }) => columns['number'] === number)
}

function needsGroup(current: Columns, reader: Reader, most: number): Group {
  const rows = reader.list('needs', { dims: [wordy(current['number'])] })?.rows ?? []
  const own = rows.filter(({ columns }) => columns['item'] === current['title'])
  return {
    title: reader.say('item.needs', {
      ready: numeral(current['ready']),
      all: numeral(current['prerequisites']),
    }),
    lines: own.slice(0, most).map(({ id, columns }) => lineOf(`need ${id}`, columns, reader)),
  }
}

const besideGroup = (items: readonly Columns[], reader: Reader): Group => ({
  title: reader.say('item.beside'),
  lines: items.map((columns, i) => lineOf(`beside ${i}`, columns, reader)),
})

function lineOf(key: string, columns: Columns, reader: Reader): Line {
  const light = lightOf(columns['light'])
  const glyph = GLYPH_OF_LIGHT[light]
  const word = reader.say(`light.${glyph}`)
  return {
    key,
    glyph,
    word,
    title: wordy(columns['title']),
    department: wordy(columns['department']),
    state: stateOf(columns, reader) ?? word,
    tone: light === 'red' ? 'bad' : undefined,
  }
}

function stateOf({ overdueDays, used, limit }: Columns, reader: Reader): string | null {
  if (typeof overdueDays === 'number') return reader.say('limit.over', { n: overdueDays })
  if (typeof used !== 'number' || typeof limit !== 'number') return null
  return reader.say('limit.day', { n: used, of: limit })
}

const LIGHTS: ReadonlySet<Value | undefined> = new Set<Value>(['grey', 'yellow', 'green', 'red'])
const lightOf = (value: Value | undefined): Light => (LIGHTS.has(value) ? (value as Light) : 'grey')
const wordy = (value: Value | undefined): string => (typeof value === 'string' ? value : '')
const numeral = (value: Value | undefined): string => (typeof value === 'number' ? String(value) : '—')
