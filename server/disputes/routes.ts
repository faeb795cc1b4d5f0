import {
  DISPUTE_STEPS,
  Register,
  type AnyDisputeStep,
  type DisputeStepName,
} from '../../shared/sync/dispute.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { listOf } from './list.ts'
import { MediationDesk, type DeskParts } from './mediation-desk.ts'

export type DisputeParts = Omit<DeskParts, 'city' | 'thing'> & Moment

/** Everything that is done with disputes over HTTP. */
export function serveDisputes(routes: Routes, parts: DisputeParts): void {
  const { engine, areas } = parts
  const desk = new MediationDesk({ ...parts, city: engine.city, thing: id => engine.thing(id) })

  routes.on('GET /api/disputes', (request, caller) =>
    listOf(parts, desk, textOf(request, 'open') === '1', caller),
  )
  // Before the one with a number, which would take its name for one.
  routes.on('GET /api/disputes/options', (_request, caller) => ({
    areas: [...areas.districts, ...areas.towns]
      .map(({ id }) => id)
      .filter(area => caller.may('dispute.register', { area })),
  }))
  routes.on('GET /api/disputes/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('dispute.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
  const registerOf = asked(Register)
  routes.on('POST /api/disputes', (request, caller) => desk.register(registerOf(request.body), caller))

  const step = (name: DisputeStepName) => {
    const stepOf = asked(DISPUTE_STEPS[name])
    routes.on(`POST /api/disputes/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnyDisputeStep, caller)),
    )
  }
  for (const name of Object.keys(DISPUTE_STEPS) as DisputeStepName[]) step(name)
}
