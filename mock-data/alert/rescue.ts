import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerChanges, answerStanding, type Changes } from '../changes-page.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { urlOf } from '../http.ts'
import { createIncidents, incidentJson, type Incidents } from './incidents.ts'
import { createResources, resourcesAt, type Resource, type ResourceTold } from './resources.ts'
import { resourceJson, turnoutJson } from './rescue-wire.ts'
import { createTurnouts, turnoutsChanged, type Turnout, type TurnoutTold } from './turnouts.ts'

/** What happened, who helps, where, and how soon: what the emergency platform knows beside its warnings. */
export interface RescueModel {
  readonly resources: readonly Resource[]
  readonly standing: (at: number) => readonly ResourceTold[]
  readonly turnouts: (from: number, to: number) => readonly Turnout[]
  readonly changed: (from: number, to: number) => readonly TurnoutTold[]
  readonly incidents: Incidents
}

export function createRescueModel(city: PretendCity): RescueModel {
  const resources = createResources(city)
  const turnouts = createTurnouts(city, resources)
  return {
    resources,
    standing: at => resourcesAt(city, resources, turnouts.of, at),
    turnouts: turnouts.between,
    changed: (from, to) => turnoutsChanged(turnouts, from, to),
    incidents: createIncidents(city),
  }
}

/** `GET /api/turnouts?since=…`, `GET /api/incidents?since=…`: what changed; `GET /api/resources`: the register as it stands, with an ETag. False: none of them was asked for. */
export function serveRescue(model: RescueModel) {
  const turnouts: Changes = {
    past: DAYS_OF_PAST,
    rows: (since, now) => model.changed(since, now).map(turnoutJson),
  }
  const incidents: Changes = {
    past: DAYS_OF_PAST,
    rows: (since, now) => model.incidents.changed(since, now).map(incidentJson),
  }
  return (request: IncomingMessage, response: ServerResponse, now: number): boolean => {
    const url = urlOf(request)
    if (request.method !== 'GET') return false
    if (url.pathname === '/api/turnouts') answerChanges(url, response, turnouts, now)
    else if (url.pathname === '/api/incidents') answerChanges(url, response, incidents, now)
    else if (url.pathname === '/api/resources') answerStanding(request, response, registerAt(model, now), now)
    else return false
    return true
  }
}

function registerAt(model: RescueModel, at: number) {
  const standing = model.standing(at)
  return {
    rows: standing.map(resourceJson),
    changedAt: Math.max(...standing.map(({ changedAt }) => changedAt)),
  }
}
