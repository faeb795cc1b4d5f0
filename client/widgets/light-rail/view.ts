import { Type, type Static } from 'typebox'
import type { Light } from '../../../shared/lights/light.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { figureOf, figureText, writtenOut } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { GLYPH_OF_LIGHT, type Glyph } from '../../glyphs/glyph.ts'
import { TextOption } from '../notes.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Names of the stages, in the order of the list's `stageLights`. */
    stages: Type.Array(TextOption, { minItems: 2, maxItems: 12 }),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    /** Columns under the name, e.g. class and phase. */
    about: Type.Optional(Type.Array(Type.String(), { maxItems: 4 })),
    /** On a wide wall the lines stand in several columns, none narrower than this (px on the 1080 canvas). */
    column: Type.Optional(Type.Integer({ minimum: 600, maximum: 3000 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** Where a line stops, or passes. */
export interface Stop {
  /** null: the plan leaves this stage out. */
  readonly glyph: Glyph | null
  /** Days taken, `超 6 日` or `第 5 / 8 日`; '' before it. */
  readonly text: string
  readonly tone: Tone
  /** The way from the stop before: covered, being covered, or not yet. */
  readonly way: 'done' | 'bad' | 'warn' | 'ahead'
}

export interface RailRow {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly stops: readonly Stop[]
  readonly used: string
  readonly limit: string
  readonly tone: Tone | undefined
  readonly chosen: boolean
  readonly label: string
}

export interface RailView {
  /** Narrowest column of lines, px on the 1080 canvas; null: all lines stand in one. */
  readonly column: number | null
  readonly stages: readonly { readonly title: string; readonly limit: string }[]
  readonly rows: readonly RailRow[]
}

const MOST = 12

/** Each project is a line, each stage a stop on it; the list comes in the order of urgency. */
export function view(panel: PanelDocument, reader: Reader): RailView {
  const options = panel.options as Options
  const rows = (reader.list('projects')?.rows ?? []).slice(0, options.most ?? MOST)
  // An item of a project may have been chosen in another list: `<project>#<item>`.
  const record = reader.record?.split('#')[0] ?? null
  const chosen = rows.some(row => row.id === record) ? record : (rows[0]?.id ?? null)
  return {
    column: options.column ?? null,
    stages: options.stages.map((title, i) => ({ title: reader.text(title), limit: limitText(i, reader) })),
    rows: rows.map(row => rowOf(row, options, reader, row.id === chosen)),
  }
}

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('projects')
  if (list === null) return {}
  const lights: readonly Glyph[] = ['ok', 'warn', 'bad', 'none']
  return {
    subtitle: reader.say('count.urgentFirst', { n: writtenOut(list.total) }),
    summary: [
      ...lights.map(glyph => ({ glyph, text: reader.say(`light.${glyph}`) })),
      { text: reader.say('limit.workdays') },
    ],
  }
}

function rowOf(row: ListRow, options: Options, reader: Reader, chosen: boolean): RailRow {
  const { columns } = row
  const stops = stopsOf(columns, options.stages.length, reader)
  const { used, limit } = columns
  const light = lightOf(columns['light'])
  return {
    id: row.id,
    title: wordy(columns['title']),
    about: aboutOf(columns, options.about ?? [], reader),
    stops,
    used: typeof used === 'number' ? String(used) : '—',
    limit: typeof limit === 'number' ? String(limit) : '—',
    tone: light === 'red' ? 'bad' : light === 'green' ? 'ok' : undefined,
    chosen,
    label: `${wordy(columns['title'])} ${reader.say(`light.${GLYPH_OF_LIGHT[light ?? 'grey']}`)}`,
  }
}

/** Plans differ, so the limit of a stage is that of most plans: a mean, written without decimals. */
function limitText(place: number, reader: Reader): string {
  const limit = reader.value('limit', { dims: [String(place + 1)] })
  return limit === null ? '' : reader.say('limit.limit', { n: Math.round(limit) })
}

const wordy = (value: Value | undefined): string => (typeof value === 'string' ? value : '')
const numbers = (value: Value | undefined): readonly (number | null)[] =>
  Array.isArray(value) ? value.map(each => (typeof each === 'number' ? each : null)) : []

const LIGHTS: ReadonlySet<string> = new Set(['grey', 'yellow', 'green', 'red'])
const lightOf = (value: Value | undefined): Light | null =>
  typeof value === 'string' && LIGHTS.has(value) ? (value as Light) : null

function aboutOf(columns: ListRow['columns'], names: readonly string[], reader: Reader): string {
  const words = names.map(name => reader.word('project', name, columns[name] ?? null))
  const { investment } = columns
  const money = { unit: reader.say('money.yi'), decimals: 1, language: reader.language }
  const sum = typeof investment === 'number' ? figureText(figureOf(investment / 10_000, money)) : ''
  return [...words, sum].filter(Boolean).join('　')
}

function stopsOf(columns: ListRow['columns'], count: number, reader: Reader): readonly Stop[] {
  const lights = Array.isArray(columns['stageLights']) ? columns['stageLights'] : null
  const [used, limits, overdue] = ['stageUsed', 'stageLimits', 'stageOverdue'].map(name =>
    numbers(columns[name]),
  )
  return Array.from({ length: count }, (_, i) => {
    const light = lights === null ? 'grey' : lightOf(lights[i] as Value | undefined)
    if (light === null) return LEFT_OUT
    const days = { used: used?.[i] ?? null, limit: limits?.[i] ?? null, overdue: overdue?.[i] ?? null }
    return { glyph: GLYPH_OF_LIGHT[light], ...stopOf(light, days, reader) }
  })
}

/** A plan may do without a stage (LYX-09): the line goes through. */
const LEFT_OUT: Stop = { glyph: null, text: '', tone: 'dim', way: 'ahead' }

interface Days {
  readonly used: number | null
  readonly limit: number | null
  /** Of the item in it that is overdue longest. */
  readonly overdue: number | null
}

function stopOf(light: Light, { used, limit, overdue }: Days, reader: Reader): Omit<Stop, 'glyph'> {
  switch (light) {
    case 'green':
      return { text: used === null ? '' : String(used), tone: 'soft', way: 'done' }
    case 'red': {
      const text = overdue === null ? reader.say('light.bad') : reader.say('limit.over', { n: overdue })
      return { text, tone: 'bad', way: 'bad' }
    }
    case 'yellow': {
      if (used === null || limit === null) return { text: '', tone: 'warn', way: 'warn' }
      // No item of it is overdue, so its light stays yellow; that it has used more than its limit is said all the same.
      const text = reader.say('limit.day', { n: used, of: limit })
      return { text, tone: used > limit ? 'bad' : 'warn', way: 'warn' }
    }
    case 'grey':
      return { text: '', tone: 'dim', way: 'ahead' }
  }
}
