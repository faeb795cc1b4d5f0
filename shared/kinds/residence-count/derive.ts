import { HOUR } from '../../calendar/civil.ts'
import { told } from '../fields.ts'
import type { Derived, Env, Part, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { periodsOf } from '../periods.ts'
import { isTenfold } from '../tenfold.ts'
import type { ResidenceFields } from './fields.ts'

/** A district brings its counts each morning; one that is some hours late is not old yet. */
const CURRENT = 30 * HOUR

/** A month of a community, and whether its count waits for somebody to look at it again. */
interface Month {
  readonly part: Part
  readonly period: string
  readonly counts: Counts
  readonly held: boolean
  /** How many more people than in the month before that is believed. */
  readonly change: number | null
}

/** A community at an instant: as its row the newest month that is believed, as inner rows all of them. */
export function deriveResidence(thing: Thing, { now }: Env): Derived | null {
  const months = monthsOf(thing)
  const newest = months[months.length - 1]
  if (newest === undefined) return null
  const believed = months.filter(({ held }) => !held)
  const shown = believed[believed.length - 1] ?? newest
  const oldAt = shown.part.event + CURRENT
  const current = now < oldAt
  return {
    area: newest.part.area,
    row: { ...rowOf(shown), area: newest.part.area, current, waiting: newest.held },
    rows: { months: months.map(month => ({ ...rowOf(month), key: month.period })) },
    nextAt: current ? oldAt : null,
  }
}

/** The months in their order. Of one that jumps nothing is believed until it is told again rightly, or confirmed (A9). */
function monthsOf(thing: Thing): readonly Month[] {
  let last: Counts | null = null
  return periodsOf(thing).map(({ part, period }) => {
    const fields = part.fields as unknown as ResidenceFields
    const counts = countsOf(fields)
    const jumps = fields.confirmed !== true && last !== null && isUnlike(last, counts)
    const held = jumps || part.flags.includes('held')
    const change = held ? null : changeFrom(last, counts)
    if (!held) last = counts
    return { part, period, counts, held, change }
  })
}

type Counts = ReturnType<typeof countsOf>

function countsOf(fields: ResidenceFields) {
  const [registered, floating] = [told(fields.registered), told(fields.floating)]
  return {
    people: registered === null || floating === null ? null : registered + floating,
    ...{ households: told(fields.households), registered, floating },
    ...{ homes: told(fields.homes), rented: told(fields.rented), vacant: told(fields.vacant) },
    ...{ elderlyAlone: told(fields.elderlyAlone), disabled: told(fields.disabled) },
    children: told(fields.children),
  }
}

/** Judged by people and homes: of the others a community has so few that they may well be tenfold. */
const isUnlike = (before: Counts, now: Counts): boolean =>
  (['people', 'homes'] as const).some(name => {
    const [from, to] = [before[name], now[name]]
    return from !== null && to !== null && isTenfold(from, to)
  })

const changeFrom = (before: Counts | null, now: Counts): number | null =>
  before === null || before.people === null || now.people === null ? null : now.people - before.people

function rowOf({ part, period, counts, held, change }: Month): Row {
  const marked =
    held && !part.flags.includes('held') ? { ...part, flags: [...part.flags, 'held' as const] } : part
  return {
    ...{ event: part.event, kind: 'residence-count', area: part.area, period },
    ...counts,
    ...{ change, held, marks: marksOf(marked, false, false) },
  }
}
