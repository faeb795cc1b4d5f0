import { dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import { worstOf } from '../../../shared/freshness/worst.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { bareOf, figureText, writtenOut, type Figure } from '../../figures/number.ts'
import type { Part, Phrase, Tone } from '../../figures/phrase.ts'
import { ageOf } from '../day-of.ts'
import { hasReported } from '../feed-state.ts'
import { bucketSpan, normIn, todayOf, type NormPoint } from '../norm.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf, type Staleness } from '../staleness.ts'
import type { Heading } from '../widget.ts'
import { Options, type Tile } from './options.ts'
import { unlikeItself } from './unlike.ts'

export { Options }

/** What a system has to do, a mark for each. */
export interface Marks {
  readonly open: number
  readonly overdue: number
  /** Records to a mark: one, unless there were too many to draw. */
  readonly each: number
}

export interface Course {
  readonly line: readonly (readonly [at: number, value: number])[]
  readonly norm: readonly NormPoint[]
  readonly dayStart: number
  readonly now: number
  readonly gapFrom: number | null
}

export interface SystemTile {
  readonly title: string
  /** Its place is kept, and nothing of it is reported yet. */
  readonly isPlanned: boolean
  readonly figure: Figure
  readonly noun: string
  readonly cell: string
  readonly tone: Tone | undefined
  /** `8 秒前`, or how late it is. */
  readonly age: Phrase
  /** `▲ 高 35%`; null while it is like itself, and while nobody can say. */
  readonly unlike: Phrase | null
  readonly open: Phrase | null
  readonly overdue: Phrase | null
  readonly marks: Marks
  readonly course: Course | null
  readonly ink: 'live' | 'late' | 'failed'
  /** What a screen reader says of its picture. */
  readonly label: string
}

export interface TilesView {
  readonly columns: number
  readonly isRows: boolean
  readonly tiles: readonly SystemTile[]
}

export function view(panel: PanelDocument, reader: Reader): TilesView {
  const { tiles, columns, rows = false } = panel.options as unknown as Options
  const drawn = tiles.map(tile => tileOf(tile, reader))
  return { columns, isRows: rows, tiles: rows ? [...drawn].sort(unlikeFirst) : drawn }
}

const weight = ({ isPlanned, unlike, overdue }: SystemTile): number =>
  isPlanned ? 3 : unlike !== null ? 0 : overdue?.[0]?.glyph === 'bad' ? 1 : 2

const unlikeFirst = (a: SystemTile, b: SystemTile): number => weight(a) - weight(b)

/** `■ 超期 28 件 分在 9 个系统 在办 799`. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const { tiles } = panel.options as unknown as Options
  const known = (role: string | undefined) => (role === undefined ? 0 : (reader.value(role) ?? 0))
  const late = tiles.map(({ overdue }) => known(overdue)).filter(n => n > 0)
  const open = tiles.reduce((sum, tile) => sum + known(tile.open), 0)
  const n = late.reduce((sum, each) => sum + each, 0)
  const { say } = reader
  const finding: Part[] =
    n === 0
      ? []
      : [
          {
            glyph: 'bad',
            text: say('tiles.overdueIn', { n: writtenOut(n), systems: late.length }),
            tone: 'bad',
          },
        ]
  return {
    subtitle: say('tiles.reading'),
    finding,
    summary: [{ text: say('tiles.openIn', { n: writtenOut(open) }), tone: 'soft' }],
  }
}

function tileOf(tile: Tile, reader: Reader): SystemTile {
  const { today } = tile
  if (today === undefined) return plannedOf(tile, reader)
  const stale = stalenessOf(reader, reader.feeds(today))
  const course = tile.series === undefined ? null : courseOf(tile.series, reader)
  const figure = bareOf(reader.figure(today))
  const unlike = stale === null && tile.series !== undefined ? unlikeOf(tile.series, reader) : null
  return {
    title: reader.text(tile.title),
    isPlanned: false,
    figure,
    noun: reader.text(tile.noun),
    cell: reader.cell(today),
    tone: stale?.ink,
    age: stale?.phrase ?? [{ glyph: 'ok', text: ageOf(today, reader), tone: 'dim' }],
    unlike,
    open: openOf(tile, reader),
    overdue: overdueOf(tile, stale, reader),
    marks: marksOf(tile, reader),
    course,
    ink: stale === null ? 'live' : stale.ink === 'soft' ? 'late' : 'failed',
    label: `${reader.text(tile.title)} ${figureText(figure)} ${reader.text(tile.noun)}`,
  }
}

function plannedOf(tile: Tile, reader: Reader): SystemTile {
  const title = reader.text(tile.title)
  return {
    ...{ title, isPlanned: true, figure: { text: '', unit: '' }, noun: '', cell: '', tone: 'dim', age: [] },
    ...{ unlike: null, open: null, overdue: null, marks: { open: 0, overdue: 0, each: 1 }, course: null },
    ...{ ink: 'live', label: `${title} ${reader.say('tiles.planned')}` },
  }
}

/** While its past still comes in a quiet month is not to be told from a missing one. */
function unlikeOf(role: string, reader: Reader): Phrase | null {
  if (reader.catchingUp(role) !== null) return null
  const span = bucketSpan(reader.metric(role))
  const n = unlikeItself(reader.series(role), span, reader.now('minute'))
  if (n === null) return null
  const text = n > 0 ? reader.say('tiles.above', { n }) : reader.say('tiles.below', { n: -n })
  return [{ glyph: n > 0 ? 'warn' : 'info', text, tone: n > 0 ? 'warn' : 'soft' }]
}

function openOf({ open }: Tile, reader: Reader): Phrase | null {
  if (open === undefined) return null
  return [
    { text: reader.say('tiles.open'), figure: bareText(reader, open), cell: reader.cell(open), tone: 'soft' },
  ]
}

function overdueOf({ overdue }: Tile, stale: Staleness | null, reader: Reader): Phrase | null {
  if (overdue === undefined) return null
  const n = reader.value(overdue)
  const cell = reader.cell(overdue)
  if (n === 0) return [{ text: reader.say('tiles.noneOverdue'), tone: 'dim', cell }]
  const isBad = stale === null && n !== null
  return [
    {
      ...(isBad && { glyph: 'bad' as const }),
      ...{ text: reader.say('tiles.overdue'), figure: bareText(reader, overdue), cell },
      tone: isBad ? 'bad' : 'soft',
    },
  ]
}

const bareText = (reader: Reader, role: string): string => figureText(bareOf(reader.figure(role)))

const MOST_MARKS = 300
const EACH = [1, 5, 10, 50, 100, 500] as const

function marksOf({ open, overdue }: Tile, reader: Reader): Marks {
  const value = (role: string | undefined) => (role === undefined ? 0 : (reader.value(role) ?? 0))
  const [all, late] = [value(open), value(overdue)]
  const each = EACH.find(size => all / size <= MOST_MARKS) ?? 1000
  const marks = (n: number) => Math.ceil(n / each)
  return { open: marks(Math.max(0, all - late)), overdue: marks(late), each }
}

function courseOf(role: string, reader: Reader): Course {
  const now = reader.now('minute')
  const span = bucketSpan(reader.metric(role))
  const feeds = reader.feeds(role)
  const worst = worstOf(feeds.map(feed => feed.freshness))
  const isLate = worst?.state === 'late' || worst?.state === 'failed'
  const gapFrom = reader.recount()?.since ?? (isLate ? worst.since : null)
  const told = feeds.length > 0 && feeds.every(hasReported)
  return {
    line: todayOf(reader.series(role), span, gapFrom ?? now, told),
    norm: normIn(reader, role, span).points,
    dayStart: startOfDay(dayNumber(now)),
    now,
    gapFrom,
  }
}
