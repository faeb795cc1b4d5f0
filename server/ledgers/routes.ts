import { LEDGER_STEPS, type AnyLedgerStep, type LedgerStepName } from '../../shared/sync/ledger.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { listOf } from './list.ts'
import { WorkDesk, type WorkDeskParts } from './work-desk.ts'

export type LedgerParts = Omit<WorkDeskParts, 'city' | 'thing'> & Moment

/** Everything that is done with entries of ledgers over HTTP. */
export function serveLedgers(routes: Routes, parts: LedgerParts): void {
  const { engine } = parts
  const desk = new WorkDesk({ ...parts, city: engine.city, thing: id => engine.thing(id) })
  routes.on('GET /api/ledgers', (_request, caller) => listOf(parts, desk, parts.ways, caller))
  // Before the one with a number, which would take its name for one.
  routes.on('GET /api/ledgers/options', () => ({ departments: desk.departments() }))
  routes.on('GET /api/ledgers/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('ledger.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
  const step = (name: LedgerStepName) => {
    const stepOf = asked(LEDGER_STEPS[name])
    routes.on(`POST /api/ledgers/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnyLedgerStep, caller)),
    )
  }
  for (const name of Object.keys(LEDGER_STEPS) as LedgerStepName[]) step(name)
}
