import { randomUUID } from 'node:crypto'
import { COMMITMENTS } from './matrix-house.ts'
import type { About } from './verdicts.ts'

interface Variant {
  readonly path: string
  readonly body?: () => unknown
  readonly about: About
}

/** It has seen a step that is not there yet. */
const SEEN = 900

/** Of a step: whole, so that it is asked whose the commitment is. */
const MORE = {
  check: { checkedAt: Date.parse('2026-11-23T08:30:00+08:00'), finding: 'kept' },
  ...{ decide: { decision: 'excused' }, repair: {}, restore: {}, return: {} },
}

export const COMMITMENT_QUESTIONS: { readonly [route: string]: () => readonly Variant[] } = {
  'GET /api/commitments/:id': () =>
    COMMITMENTS.map(({ id, area }) => ({ path: `/api/commitments/${id}`, about: { area } })),
  ...Object.fromEntries(
    Object.entries(MORE).map(([step, more]) => [
      `POST /api/commitments/:id/${step}`,
      () =>
        COMMITMENTS.map(({ id, area, department }) => ({
          path: `/api/commitments/${id}/${step}`,
          about: ['check', 'repair'].includes(step) ? { department } : { area },
          body: () => ({ action: randomUUID(), seen: SEEN, text: '演示', ...more }),
        })),
    ]),
  ),
}
