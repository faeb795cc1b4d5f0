import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { writtenOut } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { TextOption } from '../notes.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

const System = Type.Object(
  {
    /** The column that says how it stands; with `Ms` behind it, after how long. */
    key: Type.String(),
    title: TextOption,
  },
  { additionalProperties: false },
)
export const Options = Type.Object(
  {
    systems: Type.Array(System, { minItems: 1, maxItems: 8 }),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface StepField {
  readonly system: string
  readonly glyph: Glyph | null
  /** Seconds, or what is missing. */
  readonly text: string
  readonly tone: Tone | undefined
  readonly label: string
}

export interface AlarmRow {
  readonly id: string
  readonly time: string
  readonly title: string
  readonly tag: string
  readonly isOpen: boolean
  readonly steps: readonly StepField[]
}

export interface LinkageView {
  readonly systems: readonly string[]
  readonly rows: readonly AlarmRow[]
}

const MOST = 5
const SECOND = 1000

/** Each alarm with what every system did about it, the latest first. */
export function view(panel: PanelDocument, reader: Reader): LinkageView {
  const { systems, most = MOST } = panel.options as Options
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return {
    systems: systems.map(({ title }) => reader.text(title)),
    rows: (reader.list('list')?.rows ?? []).slice(0, most).map(row => rowOf(row, systems, ink, reader)),
  }
}

function rowOf(
  { id, columns }: ListRow,
  systems: Options['systems'],
  ink: Tone | undefined,
  reader: Reader,
): AlarmRow {
  const at = numberOf(columns['event'])
  return {
    id,
    time: at === null ? '' : momentText(at, reader.now('minute')),
    title: reader.word(wordOf(columns['kind']), 'sort', columns['sort'] ?? ''),
    tag: wordOf(columns['tag']),
    isOpen: columns['open'] === true,
    steps: systems.map(({ key, title }) => stepOf(columns, key, reader.text(title), ink, reader)),
  }
}

const SIGNS: { readonly [state: string]: readonly [Glyph | null, Tone | undefined] } = {
  answered: ['ok', undefined],
  late: ['warn', 'warn'],
  waiting: ['stale', 'soft'],
  silent: ['bad', 'bad'],
}

function stepOf(
  columns: ListRow['columns'],
  key: string,
  system: string,
  ink: Tone | undefined,
  reader: Reader,
): StepField {
  const state = wordOf(columns[key])
  const [glyph, tone] = SIGNS[state] ?? [null, 'dim']
  return {
    system: key,
    // Of what is not heard nobody knows that it is silent.
    glyph: ink !== undefined && glyph !== null && state !== 'answered' ? 'stale' : glyph,
    text: textOf(state, numberOf(columns[`${key}Ms`]), reader),
    tone: ink ?? tone,
    label: reader.say('linkage.label', {
      system,
      state: reader.word(wordOf(columns['kind']), key, state),
    }),
  }
}

function textOf(state: string, ms: number | null, reader: Reader): string {
  if (state === 'silent' || state === 'waiting') return reader.say(`linkage.${state}`)
  // Whom the plan does not ask has nothing to say.
  if (state !== 'answered' && state !== 'late') return ''
  return writtenOut(ms === null ? null : Math.round(ms / SECOND))
}

/** `■ 未应 2 步 全部按时应答 91.3 % 首应 5.2 秒`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const list = reader.list('list')
  if (list === null) return {}
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  const soft = ink === undefined ? {} : { tone: ink }
  const said = (role: 'silent' | 'onTime' | 'first'): Part[] => {
    if (reader.metric(role) === null) return []
    const { text: figure, unit } = reader.figure(role)
    return [{ text: reader.say(`linkage.${role}`), figure, unit, cell: reader.cell(role), ...soft }]
  }
  const isWanted = ink === undefined && (reader.value('silent') ?? 0) > 0
  const silent = said('silent').map(part =>
    isWanted ? ({ ...part, glyph: 'bad', tone: 'bad' } as const) : part,
  )
  const shown = Math.min((panel.options as Options).most ?? MOST, list.rows.length)
  return {
    empty: list.total === 0,
    subtitle:
      list.total > shown
        ? reader.say('count.shown', { n: shown, total: writtenOut(list.total) })
        : reader.say('linkage.seconds'),
    finding: [...silent, ...said('onTime'), ...said('first')],
  }
}
