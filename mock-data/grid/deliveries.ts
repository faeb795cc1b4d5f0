import type { PretendCity } from '../city.ts'
import type { Delivery } from '../delivery/delivery.ts'
import { draw } from '../random.ts'
import type { Change, GridModel } from './model.ts'
import { dutyAt, dutyTimes } from './riders.ts'
import { dutyEvent, reportEvent } from './wire.ts'

const SECOND = 1000
/** A change is on its way at most so long after it came about, unless the receiver is away. */
const LONGEST_ON_THE_WAY = 60 * SECOND

interface Turn {
  readonly at: number
  readonly id: string
  readonly change: Change
}

/** A1: now and then the first acknowledgement gets lost and the same event comes again. */
function turnsOf({ seed, anomalies }: PretendCity, change: Change): Turn[] {
  const id = `${change.draft.reportNo}-${change.version}`
  const at = change.at + Math.floor((1 + 4 * draw(seed, 'grid delivery', id)) * SECOND)
  const turn: Turn = { at, id, change }
  if (!anomalies.hits('A1', ['grid', id])) return [turn]
  return [turn, { ...turn, at: at + Math.floor((5 + 40 * draw(seed, 'grid again', id)) * SECOND) }]
}

function reportDeliveries(city: PretendCity, model: GridModel, from: number, to: number): Delivery[] {
  return model
    .changes(from - LONGEST_ON_THE_WAY, to)
    .flatMap(change => turnsOf(city, change))
    .filter(({ at }) => at > from && at <= to)
    .map(({ at, id, change }) => ({
      at,
      id,
      event: reportEvent(model.state(change), city.anomalies),
      spoilt: null,
    }))
}

/** What the grid wants to send with from < at <= to, in the order in which it does. */
export function deliveries(city: PretendCity, model: GridModel, from: number, to: number): Delivery[] {
  const duties = dutyTimes(from, to).map((at): Delivery => {
    const event = dutyEvent(dutyAt(city, at))
    return { at, id: event.id, event, spoilt: null }
  })
  return [...reportDeliveries(city, model, from, to), ...duties].sort(
    (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
  )
}
