import { randomUUID } from 'node:crypto'
import { AWAY, DISPUTES, HOME } from './matrix-house.ts'
import type { About } from './verdicts.ts'

interface Variant {
  readonly path: string
  readonly body?: () => unknown
  readonly about: About
}

/** It has seen a step that is not there yet. */
const SEEN = 900

const DISPUTE = {
  ...{ title: '演示', type: 'neighbour', between: 'persons', parties: 2 },
  ...{ source: 'patrol', level: 'village' },
}
const MORE: { readonly [step: string]: object } = {
  ...{ accept: {}, begin: {}, confirm: {}, settle: { text: '演示', form: 'oral' } },
  guide: { text: '演示', way: 'court' },
  ...Object.fromEntries(
    ['extend', 'fail', 'pass', 'withdraw', 'keep', 'break'].map(step => [step, { text: '演示' }]),
  ),
}

export const DISPUTE_QUESTIONS: { readonly [route: string]: () => readonly Variant[] } = {
  'GET /api/disputes/:id': () =>
    DISPUTES.map(({ id, area }) => ({ path: `/api/disputes/${id}`, about: { area } })),
  'POST /api/disputes': () =>
    [HOME.district, HOME.town, AWAY.town].map(area => ({
      ...{ path: '/api/disputes', about: { area } },
      body: () => ({ action: randomUUID(), area, ...DISPUTE }),
    })),
  ...Object.fromEntries(
    Object.entries(MORE).map(([step, more]) => [
      `POST /api/disputes/:id/${step}`,
      () =>
        DISPUTES.map(({ id, area }) => ({
          path: `/api/disputes/${id}/${step}`,
          about: { area },
          body: () => ({ action: randomUUID(), seen: SEEN, ...more }),
        })),
    ]),
  ),
}
