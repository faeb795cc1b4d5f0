import express from 'express'
import type { Express } from 'express'
import { compileAreas } from '../../shared/areas/areas.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import { VISITOR, type Principal } from '../../shared/access/principal.ts'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { callerAs, type CallerOf } from './callers.ts'
import { Routes } from './routes.ts'

export const areas = compileAreas(liaoyang as unknown as AreasDocument)

/** Everybody who asks is this one. */
export const everybodyIs =
  (principal: Principal = VISITOR): CallerOf =>
  () =>
    callerAs(areas, principal, '127.0.0.1')

/** An app with routes of its own, for one kind of caller. */
export function routesFor(principal: Principal = VISITOR): {
  readonly app: Express
  readonly routes: Routes
} {
  const app = express()
  return { app, routes: new Routes(app, { callerOf: everybodyIs(principal), log: () => undefined }) }
}
