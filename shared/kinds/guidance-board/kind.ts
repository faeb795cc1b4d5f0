import { Type, type Static } from 'typebox'
import { MINUTE } from '../../calendar/civil.ts'
import { count, fewFlag, instant, list, text } from '../columns.ts'
import { Code, Count, exact, Instant, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import {
  mainPart,
  type Column,
  type Derived,
  type Env,
  type Kind,
  type Part,
  type Row,
  type Thing,
} from '../kind.ts'
import { marksOf } from '../marks.ts'

/** What a board shows of one car park, and what that car park itself had counted when the board was read. */
const BoardLot = Type.Object(
  { code: Code, name: Name, shown: optional(Count), counted: optional(Count) },
  exact,
)

/** 智能引路 (IOC-15): a board that leads drivers to car parks, as its platform read it at `event`. */
export const BoardFields = Type.Object(
  {
    code: Code,
    place: Name,
    state: oneOf(['working', 'dark', 'lost']),
    /** Since when it shows these numbers. */
    shownAt: optional(Instant),
    lots: Type.Array(BoardLot, { maxItems: 12 }),
  },
  exact,
)
type BoardFields = Static<typeof BoardFields>
type BoardLot = BoardFields['lots'][number]

/** Cars drive in and out while a board is written and read: so many bays are no contradiction. */
export const TOLERANCE = 5
/** Boards are read every five minutes; one that was not read thrice is lost. */
export const QUIET = 15 * MINUTE

const columns: readonly Column[] = [
  ...eventColumns,
  text('code', '诱导屏编号', 'board'),
  text('title', '位置', 'place'),
  text('state', '状态', 'state', {
    working: { zh: '正常', en: 'working' },
    dark: { zh: '黑屏', en: 'dark' },
    lost: { zh: '失联', en: 'not heard' },
  }),
  fewFlag('out', '异常', 'out of order'),
  fewFlag('contradicts', '与车场不符', 'contradicts the car park'),
  list('lots', '指向车场', 'car parks'),
  count('shown', '屏上空余', 'free bays shown', '个'),
  count('counted', '车场空余', 'free bays counted', '个'),
  count('off', '最大差', 'off by', '个'),
  instant('shownAt', '屏显更新', 'shown since'),
  marksColumn,
]

const lots: readonly Column[] = [
  ...eventColumns,
  text('key', '车场编号', 'car park'),
  text('title', '车场', 'car park'),
  count('shown', '屏上空余', 'free bays shown', '个'),
  count('counted', '车场空余', 'free bays counted', '个'),
  count('off', '差', 'off by', '个'),
]

export const guidanceBoard: Kind = {
  id: 'guidance-board',
  version: 1,
  title: { zh: '停车诱导屏', en: 'guidance board' },
  parts: { main: BoardFields },
  columns,
  inner: { lots },
  bounded: true,
  publicly: { about: 'things', open: ['code', 'title', 'lots', 'key'] },
  derive: deriveBoard,
}

function deriveBoard(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as BoardFields
  const silentAt = main.event + QUIET + 1
  const heard = now < silentAt
  // Of one that is not heard nobody knows what it shows: somebody has to go there.
  const state = heard ? fields.state : 'lost'
  const rows = lotsOf(main, fields, state === 'working')
  const offs = rows.flatMap(({ off }) => (typeof off === 'number' ? [off] : []))
  const off = offs.length === 0 ? null : Math.max(...offs)
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'guidance-board',
      area: main.area,
      code: fields.code,
      title: fields.place,
      state,
      out: state !== 'working',
      contradicts: off !== null && off > TOLERANCE,
      lots: rows.map(({ title }) => title as string),
      shown: sumOf(rows, 'shown'),
      counted: sumOf(rows, 'counted'),
      off,
      shownAt: told(fields.shownAt),
      marks: marksOf(main, false, false),
    },
    rows: { lots: rows },
    nextAt: heard && fields.state !== 'lost' ? silentAt : null,
  }
}

/** Of a car park told twice the first is believed. */
function lotsOf(main: Part, { lots: told }: BoardFields, works: boolean): Row[] {
  const once = told.filter((lot, i) => told.findIndex(({ code }) => code === lot.code) === i)
  return once.map(lot => rowOf(main, lot, works))
}

function rowOf(main: Part, lot: BoardLot, works: boolean): Row {
  const shown = works ? told(lot.shown) : null
  const counted = told(lot.counted)
  return {
    event: main.event,
    kind: 'guidance-board',
    area: main.area,
    key: lot.code,
    title: lot.name,
    shown,
    counted,
    off: shown === null || counted === null ? null : Math.abs(shown - counted),
  }
}

/** Of those that are known; null where none is. */
function sumOf(rows: readonly Row[], name: 'shown' | 'counted'): number | null {
  const known = rows.flatMap(row => (typeof row[name] === 'number' ? [row[name]] : []))
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
}
