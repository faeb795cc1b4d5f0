import type { AreaBoard, OrganisationBoard, WordBoard } from '../../shared/sync/reference.ts'
import type { Routes } from '../access/routes.ts'
import type { Documents } from '../documents/load.ts'
import type { Engine } from '../engine/engine.ts'
import { aliasesOf } from './aliases.ts'
import { areaBoard, type AreaParts } from './areas.ts'
import { departmentsOf } from './organisation.ts'
import { unknownCodes, unknownPlaces, type WordParts } from './words.ts'

export interface ReferenceParts extends WordParts, AreaParts {
  readonly engine: Pick<Engine, 'city'>
  /** As of now. */
  readonly inForce: () => Pick<Documents, 'feeds' | 'codes' | 'areas' | 'namings' | 'organisation'>
}

/** What the city is written in: codes and names that upstreams use, areas, departments (ADR 44). */
export function serveReference(routes: Routes, parts: ReferenceParts): void {
  const { engine, inForce, now } = parts
  routes.on('GET /api/reference/words', (): WordBoard => {
    const known = inForce()
    return {
      ...{ now: now(), codes: unknownCodes(parts, known), places: unknownPlaces(parts, known) },
      ...aliasesOf(known),
      departments: departmentsOf(engine.city, known).flatMap(({ name, is }) => (is === '' ? [name] : [])),
    }
  })
  routes.on('GET /api/reference/areas', (): Promise<AreaBoard> => areaBoard(parts, inForce()))
  routes.on('GET /api/reference/organisation', (): OrganisationBoard => ({
    now: now(),
    simulated: inForce().feeds.some(({ simulated }) => simulated),
    written: inForce().organisation.length > 0,
    departments: departmentsOf(engine.city, inForce()),
  }))
}
