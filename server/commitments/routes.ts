import {
  COMMITMENT_STEPS,
  type AnyCommitmentStep,
  type CommitmentStepName,
} from '../../shared/sync/commitment.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { CheckDesk, type CheckDeskParts } from './check-desk.ts'
import { checkFormOf } from './known.ts'
import { listOf } from './list.ts'

export interface CommitmentParts extends Omit<CheckDeskParts, 'city' | 'thing' | 'form'>, Moment {
  /** As the city began with them: its form is no document that is put in force meanwhile. */
  readonly feeds: readonly FeedDocument[]
}

/** Everything that is done with commitments over HTTP. */
export function serveCommitments(routes: Routes, parts: CommitmentParts): void {
  const { engine } = parts
  const form = checkFormOf(parts.feeds)
  const desk = new CheckDesk({ ...parts, form, city: engine.city, thing: id => engine.thing(id) })
  routes.on('GET /api/commitments', (_request, caller) => listOf(parts, desk, form, caller))
  routes.on('GET /api/commitments/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('commitment.view', { area: found.derived.area })
    return desk.told(found, caller)
  })
  const step = (name: CommitmentStepName) => {
    const stepOf = asked(COMMITMENT_STEPS[name])
    routes.on(`POST /api/commitments/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnyCommitmentStep, caller)),
    )
  }
  for (const name of Object.keys(COMMITMENT_STEPS) as CommitmentStepName[]) step(name)
}
