import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { bareText, figureText } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** The kind whose classes they are. */
    kind: Type.String(),
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** The classes of the standard, from I to 劣V. */
const GRADES = 6

export interface Step {
  readonly grade: number
  readonly isOn: boolean
  /** The worst that is still wanted: a tick stands behind it. */
  readonly isTarget: boolean
}

export interface SectionRow {
  readonly id: string
  readonly name: string
  readonly word: string
  readonly steps: readonly Step[]
  /** What is worse than wanted. */
  readonly factors: string
  readonly met: boolean | null
  readonly tone: Tone | undefined
  /** `98 %` of the month. */
  readonly share: string
  readonly shareCell: string
  readonly time: string
  readonly cell: string
}

const MOST = 8

/** Of each section the newest that is told; what is worse than wanted is yellow, with what is to blame for it. */
export function view(panel: PanelDocument, reader: Reader): readonly SectionRow[] {
  const options = panel.options as Options
  const newest = new Map<string, ListRow>()
  for (const row of reader.list('list')?.rows ?? []) {
    const section = wordOf(row.columns['section'])
    if (!newest.has(section)) newest.set(section, row)
  }
  return [...newest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, options.most ?? MOST)
    .map(([, row]) => rowOf(row, options, reader))
}

function rowOf({ id, columns }: ListRow, { kind }: Options, reader: Reader): SectionRow {
  const [grade, target] = [numberOf(columns['gradeNo']), numberOf(columns['target'])]
  const event = numberOf(columns['event'])
  const met = grade === null || target === null ? null : grade <= target
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return {
    ...{ id, name: wordOf(columns['sectionName']), met, cell: reader.cell('list') },
    word: grade === null ? reader.say('waters.unknown') : reader.word(kind, 'grade', String(grade)),
    steps: Array.from({ length: GRADES }, (_, i) => ({
      ...{ grade: i + 1, isOn: grade !== null && i + 1 <= grade, isTarget: i + 1 === target },
    })),
    factors: factorsOf(columns['factors'], kind, reader),
    tone: ink ?? (met === false ? 'warn' : undefined),
    ...shareOf(wordOf(columns['sectionName']), reader),
    time: event === null ? '' : momentText(event, reader.now('minute')),
  }
}

const factorsOf = (factors: Value | undefined, kind: string, reader: Reader): string =>
  Array.isArray(factors)
    ? (factors as readonly Value[]).map(each => reader.word(kind, 'factors', each)).join(' ')
    : ''

function shareOf(name: string, reader: Reader): Pick<SectionRow, 'share' | 'shareCell'> {
  if (reader.metric('met') === null) return { share: '', shareCell: '' }
  const at = { dims: [name] }
  return { share: figureText(reader.figure('met', at)), shareCell: reader.cell('met', at) }
}

/** `▲ 未达标 1`, and how much of the month was as wanted. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const total = reader.list('list')?.total
  if (total === undefined) return {}
  const worse = view(panel, reader).filter(({ met }) => met === false).length
  const isLive = stalenessOf(reader, reader.feeds('list')) === null
  return {
    empty: total === 0,
    finding:
      worse === 0 || !isLive
        ? []
        : [{ glyph: 'warn', text: reader.say('waters.worse', { n: worse }), tone: 'warn' }],
    summary:
      reader.metric('all') === null
        ? []
        : [
            {
              ...{ text: reader.say('waters.month'), figure: `${bareText(reader.figure('all'))}%` },
              ...{ cell: reader.cell('all'), tone: 'soft' as const },
            },
          ],
  }
}
