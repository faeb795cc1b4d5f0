import type { Response } from 'express'
import type { Areas } from '../../shared/areas/areas.ts'
import { FileSnap, SNAP_STEPS, type AnySnapStep, type SnapStepName } from '../../shared/sync/snap.ts'
import { Refused } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { HOUR } from '../../shared/calendar/civil.ts'
import { createAllowance } from '../deeds/allowance.ts'
import { asked } from '../deeds/asked.ts'
import { orFull } from '../deeds/filing.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Moment } from '../explain/moment.ts'
import { PhotoError } from '../photos/jpeg.ts'
import type { Photos } from '../photos/photos.ts'
import { photosOf, type Known } from './known.ts'
import { listOf } from './list.ts'
import type { SnapDesk } from './snap-desk.ts'

export interface SnapParts extends Moment {
  readonly desk: SnapDesk
  readonly photos: Photos
  readonly areas: Areas
  readonly now: () => number
}

/** Everything that is done with reports by photo over HTTP. */
export function serveSnaps(routes: Routes, parts: SnapParts): void {
  const { engine, desk, areas, now } = parts
  servePhotos(routes, parts)
  routes.on('GET /api/snaps', (request, caller) =>
    listOf(parts, desk, textOf(request, 'open') === '1', caller),
  )
  // Both before the one with a number, which would take their names for one.
  routes.on('GET /api/snaps/mine', (_request, caller) => ({
    ...{ seq: engine.city.seq, now: now() },
    snaps: desk.madeBy(caller.person().id).map(each => desk.told(each, caller)),
  }))
  routes.on('GET /api/snaps/options', (_request, caller) => ({
    areas: [...areas.districts, ...areas.towns].flatMap(({ id, name }) =>
      caller.may('snap.file', { area: id }) ? [{ id, name }] : [],
    ),
  }))
  routes.on('GET /api/snaps/:id', (request, caller) => desk.told(desk.seen(idIn(request), caller), caller))
  const snapOf = asked(FileSnap)
  routes.on('POST /api/snaps', (request, caller) => desk.file(snapOf(request.body), caller))
  const step = (name: SnapStepName) => {
    const stepOf = asked(SNAP_STEPS[name])
    routes.on(`POST /api/snaps/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnySnapStep, caller)),
    )
  }
  for (const name of Object.keys(SNAP_STEPS) as SnapStepName[]) step(name)
}

/** Whatever somebody made of the bytes, a browser takes them for a picture and runs nothing of them (T-UPL-01). */
const AS_PICTURE = {
  'content-type': 'image/jpeg',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
}

/** Each report may have one of its own and some of what was done. */
const MOST_PHOTOS_AN_HOUR = 120

function servePhotos(routes: Routes, { desk, photos, now }: SnapParts): void {
  const allowance = createAllowance(now, HOUR)
  routes.on('POST /api/photos', (request, caller) => {
    if (!allowance.take(caller.person().id, MOST_PHOTOS_AN_HOUR))
      throw new Refused(429, 'tooOften', `at most ${MOST_PHOTOS_AN_HOUR} photos an hour`)
    if (!Buffer.isBuffer(request.body)) throw new Refused(415, 'badPhoto', 'a photo is sent as image/jpeg')
    try {
      const body: Buffer = request.body
      return { photo: orFull(() => photos.keep(body)) }
    } catch (error) {
      if (!(error instanceof PhotoError)) throw error
      throw new Refused(400, 'badPhoto', `this is no photo that can be kept: ${error.message}`)
    }
  })
  const send = (response: Response, known: Known, photo: string) => {
    const bytes = photosOf(known).includes(photo) ? photos.find(photo) : null
    if (bytes === null) throw new Refused(404, 'noPhoto', 'this report has no such photo')
    response
      .set({ ...AS_PICTURE, 'content-disposition': `attachment; filename="${known.id}.jpg"` })
      .send(bytes)
  }
  routes.on('GET /api/snaps/mine/:id/photo', (request, caller, response) =>
    send(response, desk.made(idIn(request), caller.person().id), textOf(request, 'of')),
  )
  routes.on('GET /api/snaps/:id/photo', (request, caller, response) =>
    send(response, desk.seen(idIn(request), caller), textOf(request, 'of')),
  )
}
