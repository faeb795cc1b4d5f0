import {
  Collect,
  PROBLEM_STEPS,
  type AnyProblemStep,
  type ProblemStepName,
} from '../../shared/sync/problem.ts'
import type { Routes } from '../access/routes.ts'
import { asked } from '../deeds/asked.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { Ledger, type LedgerParts } from './ledger.ts'
import { listOf, optionsOf } from './list.ts'

export type ProblemParts = Omit<LedgerParts, 'city' | 'thing'> & Moment

/** Everything that is done to problems of enterprises over HTTP. */
export function serveProblems(routes: Routes, parts: ProblemParts): void {
  const { engine } = parts
  const whole = { ...parts, city: engine.city, thing: (id: string) => engine.thing(id) }
  const ledger = new Ledger(whole)
  routes.on('GET /api/problems', (request, caller) =>
    listOf(parts, ledger, textOf(request, 'open') === '1', caller),
  )
  // Before the one with a number, which would take its name for one.
  routes.on('GET /api/problems/options', (_request, caller) => optionsOf(parts, ledger, whole, caller))
  routes.on('GET /api/problems/:id', (request, caller) => {
    const found = ledger.known(idIn(request))
    caller.require('problem.view', { area: found.derived.area })
    return ledger.told(found, caller)
  })
  const collectOf = asked(Collect)
  routes.on('POST /api/problems', (request, caller) => ledger.collect(collectOf(request.body), caller))
  const step = (name: ProblemStepName) => {
    const stepOf = asked(PROBLEM_STEPS[name])
    routes.on(`POST /api/problems/:id/${name}`, (request, caller, response) =>
      orStale(response, ledger.step(idIn(request), name, stepOf(request.body) as AnyProblemStep, caller)),
    )
  }
  for (const name of Object.keys(PROBLEM_STEPS) as ProblemStepName[]) step(name)
}
