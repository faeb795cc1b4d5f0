import { Plan, SESSION_STEPS, type AnySessionStep, type SessionStepName } from '../../shared/sync/session.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { askedOf } from '../deeds/office.ts'
import { listOf } from './list.ts'
import { raisedAt } from './raised.ts'
import { SessionDesk, type SessionDeskParts } from './session-desk.ts'

export type SessionParts = Omit<SessionDeskParts, 'city' | 'thing' | 'raisedAt'> & Moment

/** Everything that is done with tea sessions over HTTP. */
export function serveSessions(routes: Routes, parts: SessionParts): void {
  const { engine, areas, now } = parts
  const there = { city: engine.city, thing: (id: string) => engine.thing(id), now }
  const desk = new SessionDesk({ ...parts, ...there, raisedAt: number => raisedAt(parts, there, number) })
  routes.on('GET /api/tea-sessions', (_request, caller) => listOf(parts, desk, caller))
  // Before the one with a number, which would take its name for one.
  routes.on('GET /api/tea-sessions/options', (_request, caller) => ({
    areas: [...areas.districts, ...areas.towns]
      .map(({ id }) => id)
      .filter(area => caller.may('tea.plan', { area })),
    departments: askedOf(parts),
  }))
  routes.on('GET /api/tea-sessions/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('tea.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
  const planOf = asked(Plan)
  routes.on('POST /api/tea-sessions', (request, caller) => desk.plan(planOf(request.body), caller))
  const step = (name: SessionStepName) => {
    const stepOf = asked(SESSION_STEPS[name])
    routes.on(`POST /api/tea-sessions/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnySessionStep, caller)),
    )
  }
  for (const name of Object.keys(SESSION_STEPS) as SessionStepName[]) step(name)
}
