import { randomUUID } from 'node:crypto'
import { ALERTS } from './matrix-house.ts'
import type { About } from './verdicts.ts'

interface Variant {
  readonly path: string
  readonly body?: () => unknown
  readonly about: About
}

/** Of a step: whole, so that it is asked whose the alert is; it has seen a step that is not there yet. */
const MORE: { readonly [step: string]: object } = {
  ...{ acknowledge: {}, shelve: { minutes: 30 }, unshelve: {}, note: { text: '演示' } },
}
const SEEN = 900

const ofEach = (step: string, body?: () => unknown): readonly Variant[] =>
  ALERTS.map(({ id, area }) => ({
    ...{ path: `/api/alerts/${id}${step}`, about: { area } },
    ...(body === undefined ? {} : { body }),
  }))

export const ALERT_QUESTIONS: { readonly [route: string]: () => readonly Variant[] } = {
  'GET /api/alerts/:id': () => ofEach(''),
  ...Object.fromEntries(
    Object.entries(MORE).map(([step, more]) => [
      `POST /api/alerts/:id/${step}`,
      () => ofEach(`/${step}`, () => ({ action: randomUUID(), seen: SEEN, ...more })),
    ]),
  ),
  'POST /api/alerts/channels/:id/test': () => [{ path: '/api/alerts/channels/duty/test', about: {} }],
}
