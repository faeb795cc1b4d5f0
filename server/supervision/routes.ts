import type { Request } from 'express'
import {
  Issue,
  STEPS,
  type AnyStep,
  type Issuer,
  type ItemSupervisions,
  type Preview,
  type StepName,
} from '../../shared/sync/supervision.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { correctionsOf, recordOf } from '../calendar/corrections.ts'
import type { Moment } from '../explain/moment.ts'
import { asked } from '../deeds/asked.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import { Desk, type DeskParts } from './desk.ts'
import { listOf } from './list.ts'
import { clocksOf, daysOf } from './preview.ts'
import { issuerOf, requireIssuer } from './rights.ts'
import { matterOf } from './target.ts'

export type SupervisionParts = Omit<DeskParts, 'city' | 'thing'> & Moment

/** Everything that is done to supervisions over HTTP. */
export function serveSupervisions(routes: Routes, parts: SupervisionParts): void {
  const { engine } = parts
  const desk = new Desk({ ...parts, city: engine.city, thing: id => engine.thing(id) })
  serveReading(routes, parts, desk)
  const issueOf = asked(Issue)
  const press = (route: 'POST /api/supervisions' | 'POST /api/supervisions/chief', issuer: Issuer) =>
    routes.on(route, (request, caller, response) =>
      orStale(response, desk.issue(issueOf(request.body), issuer, caller)),
    )
  press('POST /api/supervisions', 'leader')
  press('POST /api/supervisions/chief', 'chief')
  const step = (name: StepName) => {
    const stepOf = asked(STEPS[name])
    routes.on(`POST /api/supervisions/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnyStep, caller)),
    )
  }
  for (const name of Object.keys(STEPS) as StepName[]) step(name)
}

function serveReading(routes: Routes, parts: SupervisionParts, desk: Desk): void {
  routes.on('GET /api/supervisions', (request, caller) =>
    listOf(
      parts,
      desk,
      {
        open: textOf(request, 'open') === '1',
        proposed: textOf(request, 'proposed') === '1',
        department: textOf(request, 'department'),
      },
      caller,
    ),
  )
  // All before the one with an id, which would take their names for one.
  routes.on('GET /api/supervisions/item', (request, caller) => itemOf(parts, desk, request, caller))
  routes.on('GET /api/supervisions/preview', (request, caller) =>
    preview(parts, desk, request, 'leader', caller),
  )
  routes.on('GET /api/supervisions/chief', (request, caller) =>
    preview(parts, desk, request, 'chief', caller),
  )
  routes.on('GET /api/supervisions/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('supervision.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
}

function itemOf(
  { engine }: SupervisionParts,
  desk: Desk,
  request: Request,
  caller: Caller,
): ItemSupervisions {
  const target = desk.target(textOf(request, 'target'), textOf(request, 'item'))
  caller.require('supervision.view', { area: target.area })
  const known = desk.knownOfItem(target)
  const record = recordOf(target.thing, target.item)
  const isPressed = known.some(({ course }) => course.state !== 'closed')
  return {
    matter: matterOf(target),
    item: target.row,
    corrections: correctionsOf(engine, new Set([record])).get(record) ?? [],
    supervisions: known.map(each => desk.told(each, caller)).reverse(),
    issue: target.open && !isPressed ? issuerOf(target, caller) : null,
  }
}

function preview(
  { engine, now }: SupervisionParts,
  desk: Desk,
  request: Request,
  issuer: Issuer,
  caller: Caller,
): Preview {
  const target = desk.target(textOf(request, 'target'), textOf(request, 'item'))
  requireIssuer(target, issuer, caller)
  const days = daysOf(textOf(request, 'acknowledgeDays'), textOf(request, 'replyDays'))
  if (days === null) throw new Refused(400, 'malformed', 'days are whole numbers of one to thirty')
  const supervisions = desk.knownOfItem(target).map(each => desk.told(each, caller))
  return {
    item: target.row,
    ...clocksOf(days, engine.city.calendarOf, now()),
    supervisions: supervisions.reverse(),
  }
}
