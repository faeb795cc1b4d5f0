import { Receive, VISIT_STEPS, type AnyVisitStep, type VisitStepName } from '../../shared/sync/visit.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { listOf } from './list.ts'
import { Station, type StationParts } from './station.ts'

export type VisitParts = Omit<StationParts, 'city' | 'thing'> & Moment

/** Everything that is done with visits to stations over HTTP. */
export function serveVisits(routes: Routes, parts: VisitParts): void {
  const { engine, areas, departments } = parts
  const station = new Station({ ...parts, city: engine.city, thing: id => engine.thing(id) })
  routes.on('GET /api/visits', (request, caller) =>
    listOf(parts, station, textOf(request, 'open') === '1', caller),
  )
  // Before the one with a number, which would take its name for one.
  routes.on('GET /api/visits/options', (_request, caller) => ({
    areas: [...areas.districts, ...areas.towns]
      .map(({ id }) => id)
      .filter(area => caller.may('visit.receive', { area })),
    departments: departments(),
  }))
  routes.on('GET /api/visits/:id', (request, caller) => {
    const found = station.known(idIn(request))
    caller.require('visit.view', { area: found.derived.area })
    return station.told(found, caller)
  })
  const receiveOf = asked(Receive)
  routes.on('POST /api/visits', (request, caller) => station.receive(receiveOf(request.body), caller))
  const step = (name: VisitStepName) => {
    const stepOf = asked(VISIT_STEPS[name])
    routes.on(`POST /api/visits/:id/${name}`, (request, caller, response) =>
      orStale(response, station.step(idIn(request), name, stepOf(request.body) as AnyVisitStep, caller)),
    )
  }
  for (const name of Object.keys(VISIT_STEPS) as VisitStepName[]) step(name)
}
