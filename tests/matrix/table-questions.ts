import { randomUUID } from 'node:crypto'
import { AWAY, HOME, TABLES } from './matrix-house.ts'
import type { About } from './verdicts.ts'

interface Variant {
  readonly path: string
  readonly body?: () => unknown
  readonly about: About
}

/** It has seen a step that is not there yet. */
const SEEN = 900

/** A tea session: whole, so that it is asked whose its area is. */
const PLAN = {
  ...{ theme: '演示', venue: '演示', host: '演示', enterprises: [], departments: [] },
  startsAt: Date.parse('2026-12-18T14:00:00+08:00'),
  endsAt: Date.parse('2026-12-18T16:00:00+08:00'),
}
const MORE = { hold: { attended: [] }, cancel: {}, close: {} }

export const TABLE_QUESTIONS: { readonly [route: string]: () => readonly Variant[] } = {
  'GET /api/tea-sessions/:id': () =>
    TABLES.map(({ id, area }) => ({ path: `/api/tea-sessions/${id}`, about: { area } })),
  'POST /api/tea-sessions': () =>
    [HOME.district, HOME.town, AWAY.town].map(area => ({
      ...{ path: '/api/tea-sessions', about: { area } },
      body: () => ({ action: randomUUID(), area, ...PLAN }),
    })),
  ...Object.fromEntries(
    Object.entries(MORE).map(([step, more]) => [
      `POST /api/tea-sessions/:id/${step}`,
      () =>
        TABLES.map(({ id, area, office }) => ({
          path: `/api/tea-sessions/${id}/${step}`,
          about: step === 'close' ? { area } : { department: office },
          body: () => ({ action: randomUUID(), seen: SEEN, text: '演示', ...more }),
        })),
    ]),
  ),
}
