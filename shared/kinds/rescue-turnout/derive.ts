import { MINUTE } from '../../calendar/civil.ts'
import type { Light } from '../../lights/light.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { SORTS, type TurnoutFields } from './fields.ts'

/** From turning out to being there. The city publishes no limit of its own: this one is that of its picture (IOC-12). */
export const LIMIT = 15 * MINUTE

interface Way {
  readonly travelMs: number | null
  readonly responseMs: number | null
  readonly impossible: boolean
}

export function deriveTurnout(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as TurnoutFields
  // The same call once more.
  if (fields.state === 'withdrawn') return null
  const { travelMs, responseMs, impossible } = wayOf(fields)
  const lateAt = lateFrom(fields)
  const late = lateAt !== null && now >= lateAt
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'rescue-turnout',
      area: main.area,
      number: fields.number,
      title: SORTS[fields.sort].zh,
      sort: fields.sort,
      station: told(fields.station),
      state: fields.state,
      open: fields.state !== 'over',
      light: lightOf(fields, late),
      dispatchedAt: told(fields.dispatchedAt),
      arrivedAt: told(fields.arrivedAt),
      endedAt: told(fields.endedAt),
      travelMs,
      responseMs,
      due: travelMs !== null || late,
      onTime: late ? false : travelMs === null ? null : travelMs <= LIMIT,
      late,
      marks: marksOf(main, false, impossible),
    },
    nextAt: late ? null : lateAt,
  }
}

/** A14: who was there before he was called was there, nobody knows when. */
function wayOf({ calledAt, dispatchedAt, arrivedAt }: TurnoutFields): Way {
  const [out, there] = [told(dispatchedAt), told(arrivedAt)]
  const impossible = there !== null && (there < calledAt || (out !== null && there < out))
  if (there === null || impossible) return { travelMs: null, responseMs: null, impossible }
  return { travelMs: out === null ? null : there - out, responseMs: there - calledAt, impossible }
}

/** Rates count what has come due: who is not there after the limit is late before he arrives. */
const lateFrom = ({ state, dispatchedAt, arrivedAt }: TurnoutFields): number | null => {
  const out = told(dispatchedAt)
  return state !== 'out' || out === null || told(arrivedAt) !== null ? null : out + LIMIT + 1
}

function lightOf({ state }: TurnoutFields, late: boolean): Light {
  if (late) return 'red'
  return state === 'over' ? 'green' : 'yellow'
}
