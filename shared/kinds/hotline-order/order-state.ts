import type { Codes } from '../kind.ts'

/** What the hotline says happened to an order (DOMAIN 2.3-3). */
export const ORDER_EVENTS = [
  'received',
  'direct_answered',
  'dispatched',
  'signed',
  'handling',
  'replied',
  'visited',
  'closed',
  'returned',
  'extended',
  'reopened',
  'merged',
  'supervised',
] as const
export type OrderEvent = (typeof ORDER_EVENTS)[number]

/** Where an order stands. A delay or a supervision says something about an order, it does not move it. */
export type OrderState = Exclude<OrderEvent, 'extended' | 'supervised'>

export const ORDER_STATES = ORDER_EVENTS.filter(
  (event): event is OrderState => event !== 'extended' && event !== 'supervised',
)

export const ORDER_CODES: Codes & { readonly [state in OrderState]: Codes[string] } = {
  received: { zh: '受理', en: 'received' },
  direct_answered: { zh: '直接答复', en: 'answered directly' },
  dispatched: { zh: '派单', en: 'dispatched' },
  signed: { zh: '签收', en: 'signed for' },
  handling: { zh: '办理', en: 'being handled' },
  replied: { zh: '回复', en: 'replied' },
  visited: { zh: '回访', en: 'visited' },
  closed: { zh: '办结', en: 'closed' },
  returned: { zh: '退单', en: 'returned' },
  reopened: { zh: '重办', en: 'reopened' },
  merged: { zh: '合并', en: 'merged' },
}

export interface OrderMove {
  readonly state: OrderState
  /** The event brought it there, or there once more; false: the order stays where it stood. */
  readonly enters: boolean
  /** False: an order should not take this way. */
  readonly regular: boolean
}

/** Which events an order may take from where it stands. */
const REGULAR: { readonly [state in OrderState]: readonly OrderEvent[] } = {
  received: ['received', 'direct_answered', 'dispatched', 'merged', 'closed', 'supervised'],
  direct_answered: ['dispatched', 'visited', 'closed', 'reopened', 'merged'],
  dispatched: ['dispatched', 'signed', 'returned', 'extended', 'supervised', 'merged', 'closed'],
  signed: ['handling', 'replied', 'returned', 'extended', 'supervised', 'merged', 'closed'],
  handling: ['replied', 'returned', 'extended', 'supervised', 'merged', 'closed'],
  replied: ['visited', 'closed', 'reopened', 'supervised'],
  visited: ['closed', 'reopened', 'supervised'],
  closed: ['reopened'],
  returned: ['dispatched', 'direct_answered', 'supervised', 'merged', 'closed'],
  reopened: ['dispatched', 'signed', 'handling', 'replied', 'extended', 'supervised', 'merged', 'closed'],
  merged: ['closed'],
}

const ANSWERED: readonly OrderState[] = ['direct_answered', 'replied', 'visited']
const MARKS: readonly OrderEvent[] = ['received', 'extended', 'supervised']

/** What is over, or has its answer, is not moved by a straggler: a clock that is wrong is likelier than a lost answer. */
function isStraggler(state: OrderState, event: OrderEvent): boolean {
  if (state === 'merged') return true
  if (state === 'closed') return event !== 'reopened'
  return ANSWERED.includes(state) && (event === 'signed' || event === 'handling')
}

function moveFrom(state: OrderState, event: OrderEvent): OrderMove {
  const enters = !isStraggler(state, event) && !MARKS.includes(event)
  return { state: enters ? (event as OrderState) : state, enters, regular: REGULAR[state].includes(event) }
}

const MOVES = Object.fromEntries(
  ORDER_STATES.map(state => [
    state,
    Object.fromEntries(ORDER_EVENTS.map(event => [event, moveFrom(state, event)])),
  ]),
) as { readonly [state in OrderState]: { readonly [event in OrderEvent]: OrderMove } }

/** Where an order stands after one more event. An irregular step is believed too, unless it is a straggler. */
export const moveOrder = (state: OrderState, event: OrderEvent): OrderMove => MOVES[state][event]
