import type { Areas } from '../../shared/areas/areas.ts'
import { FILTER_LENGTH } from '../../shared/sync/explain.ts'
import { Refused } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { fileOf, unknownEntity } from './file.ts'
import type { EntityParts } from './groups.ts'
import { placeFile, placeOf } from './place.ts'
import { hitsOf } from './search.ts'

/** `GET /api/entities`: one enterprise, project, case, problem or place across all that is known. */
export function serveEntities(routes: Routes, parts: EntityParts & { readonly areas: Areas }): void {
  routes.on('GET /api/entities', (request, caller) => {
    refuseWhileCounting(parts)
    const text = textOf(request, 'q').trim()
    if (text === '' || text.length > FILTER_LENGTH)
      throw new Refused(400, 'malformed', `q has 1 to ${FILTER_LENGTH} characters`)
    return hitsOf(parts, text, caller)
  })
  // Before the one with a type, which would take its name for one.
  routes.on('GET /api/entities/place/:id', (request, caller) => {
    refuseWhileCounting(parts)
    const area = idIn(request)
    caller.require('records.view', { area })
    const node = placeOf(parts.areas, area)
    if (node === null) throw unknownEntity()
    return placeFile(parts, node)
  })
  routes.on('GET /api/entities/enterprise/:id', (request, caller) => {
    refuseWhileCounting(parts)
    return fileOf(parts, 'enterprise', idIn(request), caller)
  })
  routes.on('GET /api/entities/project/:id', (request, caller) => {
    refuseWhileCounting(parts)
    return fileOf(parts, 'project', idIn(request), caller)
  })
  routes.on('GET /api/entities/case/:id', (request, caller) => {
    refuseWhileCounting(parts)
    return fileOf(parts, 'case', idIn(request), caller)
  })
  routes.on('GET /api/entities/problem/:id', (request, caller) => {
    refuseWhileCounting(parts)
    return fileOf(parts, 'problem', idIn(request), caller)
  })
}

/** The records are of now then, and what walls show is of before. */
function refuseWhileCounting({ engine }: EntityParts): void {
  if (engine.recounting !== null)
    throw new Refused(503, 'counting', 'the numbers are being counted anew; ask again')
}
