import { Type } from 'typebox'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { UNKNOWN, writtenOut } from '../../figures/number.ts'
import type { Part, Phrase, Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })) },
  { additionalProperties: false },
)
interface Options {
  readonly most?: number
}

export interface HospitalRow {
  readonly id: string
  readonly name: string
  /** Of the bar, where its beds are `tick`; null: unknown. */
  readonly share: number | null
  readonly occupied: string
  readonly beds: string
  readonly waiting: string
  /** Minutes. */
  readonly longest: string
  readonly isFull: boolean
  readonly tone: Tone | undefined
  /** `09:10 上报`: it was silent for so long that nobody counts it; '' else. */
  readonly silent: string
  readonly label: string
}

export interface HospitalView {
  readonly rows: readonly HospitalRow[]
  /** Where all beds are taken: with beds in corridors there is more. */
  readonly tick: number
}

const MOST = 7
/** The bar ends where a fifth more than all beds are taken. */
const END = 1.2
/** Of the stored share. */
const THOUSANDTHS = 1000

/** Hospitals with what is taken of their beds and who waits in emergency, the fullest first; the silent ones last. */
export function view(panel: PanelDocument, reader: Reader): HospitalView {
  const { most = MOST } = panel.options as Options
  const rows = [...(reader.list('list')?.rows ?? [])].sort(fullestFirst).slice(0, most)
  const ink = stalenessOf(reader, reader.feeds('list'))?.ink
  return { rows: rows.map(row => rowOf(row, ink, reader)), tick: 1 / END }
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { most = MOST } = panel.options as Options
  const total = reader.list('list')?.total
  if (total === undefined) return {}
  return {
    empty: total === 0,
    finding: findingOf(reader),
    ...(total > most ? { subtitle: reader.say('count.shown', { n: most, total: writtenOut(total) }) } : {}),
  }
}

/** `3,584 / 4,260 张`, and who waits. */
function findingOf(reader: Reader): Phrase {
  const told = ['occupied', 'waiting'].filter(role => reader.metric(role) !== null)
  return told.map((role): Part => {
    const { text, unit } = reader.figure(role)
    const cell = reader.cell(role)
    if (role === 'waiting') return { text: reader.say('hospital.waiting'), figure: text, unit, cell }
    const of = reader.metric('beds') === null ? '' : ` / ${writtenOut(reader.value('beds'))}`
    return {
      text: reader.say('hospital.occupied'),
      figure: `${writtenOut(reader.value(role))}${of}`,
      unit,
      cell,
    }
  })
}

const numberIn = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)
const isSilent = ({ columns }: ListRow): boolean => columns['current'] === false

function fullestFirst(a: ListRow, b: ListRow): number {
  const share = ({ columns }: ListRow) => numberIn(columns['share']) ?? -1
  return Number(isSilent(a)) - Number(isSilent(b)) || share(b) - share(a) || (a.id < b.id ? -1 : 1)
}

function rowOf(row: ListRow, ink: 'soft' | 'dim' | undefined, reader: Reader): HospitalRow {
  const { id, columns } = row
  const share = numberIn(columns['share'])
  const longest = numberIn(columns['longestMs'])
  const silent = isSilent(row)
  const isFull = columns['full'] === true && !silent && ink === undefined
  const texts = {
    name: typeof columns['name'] === 'string' ? columns['name'] : id,
    occupied: writtenOut(numberIn(columns['occupied'])),
    beds: writtenOut(numberIn(columns['beds'])),
    waiting: writtenOut(numberIn(columns['waiting'])),
    longest: longest === null ? UNKNOWN : writtenOut(Math.round(longest / MINUTE)),
  }
  return {
    id,
    ...texts,
    share: share === null ? null : share / THOUSANDTHS / END,
    isFull,
    tone: ink ?? (silent ? 'dim' : isFull ? 'bad' : undefined),
    silent: silent ? silentText(columns['event'], reader) : '',
    label: reader.say('hospital.label', texts),
  }
}

const silentText = (event: Value | undefined, reader: Reader): string =>
  typeof event === 'number'
    ? reader.say('hospital.silent', { time: momentText(event, reader.now('minute')) })
    : UNKNOWN
