import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerChanges, answerStanding, type Changes } from '../changes-page.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { urlOf } from '../http.ts'
import { createResources, resourcesAt, type Resource, type ResourceTold } from './resources.ts'
import { resourceJson, turnoutJson } from './rescue-wire.ts'
import { createTurnouts, turnoutsChanged, type Turnout, type TurnoutTold } from './turnouts.ts'

/** Who helps, where, and how soon: what the emergency platform knows beside its warnings. */
export interface RescueModel {
  readonly resources: readonly Resource[]
  readonly standing: (at: number) => readonly ResourceTold[]
  readonly turnouts: (from: number, to: number) => readonly Turnout[]
  readonly changed: (from: number, to: number) => readonly TurnoutTold[]
}

export function createRescueModel(city: PretendCity): RescueModel {
  const resources = createResources(city)
  const turnouts = createTurnouts(city, resources)
  return {
    resources,
    standing: at => resourcesAt(city, resources, turnouts.of, at),
    turnouts: turnouts.between,
    changed: (from, to) => turnoutsChanged(turnouts, from, to),
  }
}

/** `GET /api/turnouts?since=…`: what changed; `GET /api/resources`: the register as it stands, with an ETag. False: neither was asked for. */
export function serveRescue(model: RescueModel) {
  const turnouts: Changes = {
    past: DAYS_OF_PAST,
    rows: (since, now) => model.changed(since, now).map(turnoutJson),
  }
  return (request: IncomingMessage, response: ServerResponse, now: number): boolean => {
    const url = urlOf(request)
    if (request.method !== 'GET') return false
    if (url.pathname === '/api/turnouts') answerChanges(url, response, turnouts, now)
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
