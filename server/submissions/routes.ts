import {
  SUBMISSION_STEPS,
  type AnySubmissionStep,
  type SubmissionStepName,
} from '../../shared/sync/submission.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import type { KnownParts } from '../deeds/known.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { SubmissionDesk, type DeskParts } from './desk.ts'
import { listOf } from './list.ts'

export type SubmissionParts = Omit<DeskParts, 'city' | 'thing'> & Moment

/** Everything that is done with what departments fill in, over HTTP. */
export function serveSubmissions(routes: Routes, parts: SubmissionParts): void {
  const { engine, forms, now } = parts
  const knownParts: KnownParts = { city: engine.city, thing: id => engine.thing(id), now }
  const desk = new SubmissionDesk({ ...parts, ...knownParts })
  routes.on('GET /api/submissions', (request, caller) =>
    listOf(parts, knownParts, forms, textOf(request, 'open') === '1', caller),
  )
  routes.on('GET /api/submissions/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('submission.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
  routes.on('POST /api/submissions/:id/read-file', (request, caller, response) =>
    orStale(response, desk.read(idIn(request), request.body, caller)),
  )
  const step = (name: SubmissionStepName) => {
    const stepOf = asked(SUBMISSION_STEPS[name])
    routes.on(`POST /api/submissions/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnySubmissionStep, caller)),
    )
  }
  for (const name of Object.keys(SUBMISSION_STEPS) as SubmissionStepName[]) step(name)
}
