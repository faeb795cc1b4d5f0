import type { Request, Response } from 'express'
import { Refused, type Caller } from '../access/caller.ts'
import { callerAs } from '../access/callers.ts'
import type { RouteName } from '../access/route-table.ts'
import type { Routes } from '../access/routes.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { newestOf } from '../deeds/newest.ts'
import type { Moment } from '../explain/moment.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import { gridReport as kind } from '../../shared/kinds/grid-report/kind.ts'
import type { Filings } from '../snaps/filings.ts'
import { PREFIX, SOURCE, type Known } from '../snaps/known.ts'
import type { Maker, SnapDesk } from '../snaps/snap-desk.ts'
import { snapOf } from './asked-request.ts'
import { checkKey } from './key.ts'
import { wantedOf } from './wanted.ts'
import { SERVICES, type Service } from './services.ts'
import { requestOf } from './told-request.ts'
import { answer, type Elements, type Said } from './written.ts'

export interface Open311Parts extends Moment {
  /** The one where all reports are made, so that no number is given twice. */
  readonly desk: SnapDesk
  readonly filings: Filings
  readonly areas: Areas
  readonly now: () => number
  /** How the city is called to programs: `liaoyang`. */
  readonly jurisdiction: string
  /** With which programs ask; undefined: nobody set one, and nobody is let in. */
  readonly key: () => string | undefined
}

/** Whoever reports through a client is a citizen to the city; the client tells him how it goes on. */
const CITIZEN: Maker = { id: 'open311', reporter: '市民' }

/** Open311 GeoReport v2: any client of it reports, and reads how it goes on. Reading needs the key as well (ADR 22). */
export function serveOpen311(routes: Routes, parts: Open311Parts): void {
  const { desk, areas, filings, now } = parts
  const serve = (
    name: RouteName,
    elements: Elements,
    said: (request: Request, from: Caller) => Said | Promise<Said>,
  ) =>
    routes.on(name, (request, from, response) =>
      orError(request, response, elements, async () => {
        checkKey(parts.key(), request)
        return said(request, from)
      }),
    )
  const told = (found: Known) => requestOf(found, filings.isOf(found.id, CITIZEN.id), areas)

  serve('GET /open311/v2/discovery.:format', { root: 'discovery' }, request => discoveryOf(request, parts))
  serve('GET /open311/v2/services.:format', { root: 'services', each: 'service' }, () =>
    SERVICES.map(serviceSaid),
  )
  serve('GET /open311/v2/services/:id.:format', { root: 'service_definition' }, request =>
    definitionOf(idIn(request), parts),
  )
  serve('GET /open311/v2/requests/:id.:format', REQUESTS, request => [told(desk.known(idIn(request)))])
  serve('GET /open311/v2/requests.:format', REQUESTS, async request => {
    const wanted = wantedOf(name => textOf(request, name), now())
    const named = { source: SOURCE, prefix: PREFIX }
    const ids = wanted.ids ?? (await newestOf(parts, kind.id, false, named)).ids
    return ids
      .flatMap(id => desk.find(id) ?? [])
      .map(told)
      .filter(wanted.fits)
  })
  serve('POST /open311/v2/requests.:format', REQUESTS, async (request, { address }) => {
    const caller = callerAs(areas, { type: 'open311' }, address)
    const { snap } = await desk.file(snapOf(request.body, areas, now()), caller, CITIZEN)
    return [{ service_request_id: snap.id, service_notice: null, account_id: null }]
  })
}

const REQUESTS: Elements = { root: 'service_requests', each: 'request' }

/** Faults are told in the words of GeoReport v2, by the format that was asked for. */
async function orError(
  request: Request,
  response: Response,
  elements: Elements,
  work: () => Promise<Said>,
): Promise<void> {
  const format = request.params['format'] === 'json' ? 'json' : 'xml'
  try {
    answer(response, format, await work(), elements)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    response.status(error.status)
    answer(response, format, [{ code: error.status, description: error.message }], ERRORS)
  }
}

const ERRORS: Elements = { root: 'errors', each: 'error' }

const serviceSaid = ({ code, category, description, keywords }: Service): Said => ({
  ...{ service_code: code, service_name: category, description, metadata: true, type: 'realtime' },
  ...{ keywords, group: '随手拍' },
})

/** Where it is, for who knows: without it a report is the whole city's to look at. */
function definitionOf(code: string, { areas }: Open311Parts): Said {
  if (SERVICES.every(service => service.code !== code))
    throw new Refused(404, 'noService', 'service_code: there is no such service')
  const values = [...areas.districts, ...areas.towns].map(({ id, name }) => ({ key: id, name }))
  const area = {
    ...{
      variable: true,
      code: 'area',
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: null,
    },
    ...{ order: 1, description: '所在地', values },
  }
  return { service_code: code, attributes: [area] }
}

function discoveryOf(request: Request, { jurisdiction, now }: Open311Parts): Said {
  const url = `${request.protocol}://${request.get('host') ?? ''}/open311/v2`
  return {
    ...{
      changeset: new Date(now()).toISOString(),
      contact: null,
      key_service: null,
      jurisdiction_id: jurisdiction,
    },
    endpoints: [
      {
        ...{ specification: 'http://wiki.open311.org/GeoReport_v2', url, type: 'production' },
        ...{ changeset: '2026-11-29T00:00:00Z', formats: ['text/xml', 'application/json'] },
      },
    ],
  }
}
