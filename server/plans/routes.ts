import { PLAN_CHANGES, type AnyPlanChange, type PlanChangeName } from '../../shared/sync/plan.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { listOf } from './list.ts'
import { PlanDesk, type DeskParts } from './plan-desk.ts'

export type PlanParts = Omit<DeskParts, 'city' | 'thing'> & Moment

/** Everything that is done with the plans of projects over HTTP. */
export function servePlans(routes: Routes, parts: PlanParts): void {
  const { engine, form } = parts
  const desk = new PlanDesk({ ...parts, city: engine.city, thing: id => engine.thing(id) })

  routes.on('GET /api/plans', (request, caller) =>
    listOf(parts, desk, form, textOf(request, 'open') === '1', caller),
  )
  routes.on('GET /api/plans/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('records.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
  const change = (name: PlanChangeName) => {
    const changeOf = asked(PLAN_CHANGES[name])
    routes.on(`POST /api/plans/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.change(idIn(request), name, changeOf(request.body) as AnyPlanChange, caller)),
    )
  }
  for (const name of Object.keys(PLAN_CHANGES) as PlanChangeName[]) change(name)
}
