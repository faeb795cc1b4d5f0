import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'

/** One request as the example city's service centre tells it: other names than the hotline of 辽阳 has. */
export interface Request {
  readonly no: string
  readonly place: string
  readonly closed: boolean
}

export const REQUESTS: readonly Request[] = [
  ...['990101001', '990101001', '990101002'].map((place, i) => ({ no: `t-${i}`, place, closed: i === 0 })),
  ...['990102100200', '990102101'].map((place, i) => ({ no: `v-${i}`, place, closed: false })),
]

/** The last one has been due for an hour. */
export function eventOf({ no, place, closed }: Request, at: number): object {
  const text = (instant: number) => new Date(instant).toISOString()
  const received = at - 10 * MINUTE
  const steps = [
    { step: 'received', on: text(received) },
    { step: 'dispatched', on: text(received + MINUTE), office: '城建科' },
    ...(closed ? [{ step: 'closed', on: text(received + 2 * MINUTE), office: '城建科' }] : []),
  ]
  const data = {
    ...{ no, revision: steps.length, changed: text(at - MINUTE), received: text(received) },
    ...{ sort: '投诉', by: '电话', subject: '道路', title: `演示诉求 ${no}`, office: '城建科', place, steps },
    due: text(no === 'v-1' ? at - HOUR : at + 24 * HOUR),
  }
  return { specversion: '1.0', id: `${no}-${steps.length}`, source: '/requests', type: 'request', data }
}
