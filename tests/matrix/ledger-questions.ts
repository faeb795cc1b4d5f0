import { randomUUID } from 'node:crypto'
import type { LedgerStepName } from '../../shared/sync/ledger.ts'
import { LEDGER_ENTRIES } from './matrix-house.ts'
import type { About } from './verdicts.ts'

interface Variant {
  readonly path: string
  readonly body?: () => unknown
  readonly about: About
}

/** It has seen a step that is not there yet. */
const SEEN = 900
/** Of its documents: who keeps the ledger of which all of them are. */
const KEEPER = '市营商局'

const SAID = { text: '演示' }
/** Of a step: whole, so that it is asked whose the entry is. */
const MORE: { readonly [step in LedgerStepName]: object } = {
  ...{ take: {}, note: SAID, move: SAID, answer: SAID, handBack: SAID, confirm: SAID, return: SAID },
  ...{ extend: SAID, assign: { to: KEEPER }, sendBack: SAID, strike: SAID },
}
const OF_AREA: readonly string[] = ['extend', 'assign', 'sendBack', 'strike']
const OF_KEEPER: readonly string[] = ['confirm', 'return']

export const LEDGER_QUESTIONS: { readonly [route: string]: () => readonly Variant[] } = {
  'GET /api/ledgers/:id': () =>
    LEDGER_ENTRIES.map(({ id, area }) => ({ path: `/api/ledgers/ledgers:${id}`, about: { area } })),
  ...Object.fromEntries(
    Object.entries(MORE).map(([step, more]) => [
      `POST /api/ledgers/:id/${step}`,
      () =>
        LEDGER_ENTRIES.map(({ id, area, department }) => ({
          path: `/api/ledgers/ledgers:${id}/${step}`,
          about: OF_AREA.includes(step)
            ? { area }
            : { department: OF_KEEPER.includes(step) ? KEEPER : department },
          body: () => ({ action: randomUUID(), seen: SEEN, ...more }),
        })),
    ]),
  ),
}
