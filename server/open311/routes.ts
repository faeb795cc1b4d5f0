import type { Request, Response } from 'express'
import { Refused, type Caller } from '../access/caller.ts'
import { callerAs } from '../access/callers.ts'
import type { RouteName } from '../access/route-table.ts'
import type { Routes } from '../access/routes.ts'
import { idIn, textOf } from '../deeds/request.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Maker, SnapDesk } from '../snaps/snap-desk.ts'
import { snapOf } from './asked-request.ts'
import { checkKey } from './key.ts'
import { wantedOf } from './wanted.ts'
import { SERVICES, type Service } from './services.ts'
import { requestOf } from './told-request.ts'
import { answer, type Elements, type Said } from './written.ts'

export interface Open311Parts {
  /** The one where all reports are made, so that no number is given twice. */
  readonly desk: SnapDesk
  readonly areas: Areas
  readonly now: () => number
  /** How the city is called to programs: `liaoyang`. */
  readonly jurisdiction: string
  /** Whether others come by TLS, to us or to a proxy that we trust. */
  readonly isSecure: boolean
  /** With which programs ask; undefined: nobody set one, and nobody is let in. */
  readonly key: () => string | undefined
}

/** Whoever reports through a client is a citizen to the city; the client tells him how it goes on. */
const CITIZEN: Maker = { id: 'open311', reporter: '市民', perHour: 1000 }
/** As many as the standard lets a server tell at once. */
const MOST_TOLD = 1000

/** Open311 GeoReport v2: any client of it reports, and reads how it goes on. Reading needs the key as well (ADR 22). */
export function serveOpen311(routes: Routes, parts: Open311Parts): void {
  const { desk, areas, now } = parts
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

  serve('GET /open311/v2/discovery.:format', { root: 'discovery' }, request => discoveryOf(request, parts))
  serve('GET /open311/v2/services.:format', { root: 'services', each: 'service' }, () =>
    SERVICES.map(serviceSaid),
  )
  serve('GET /open311/v2/services/:id.:format', { root: 'service_definition' }, request =>
    definitionOf(idIn(request), parts),
  )
  serve('GET /open311/v2/requests/:id.:format', REQUESTS, request => [
    requestOf(desk.made(idIn(request), CITIZEN.id)),
  ])
  serve('GET /open311/v2/requests.:format', REQUESTS, request => {
    const wanted = wantedOf(name => textOf(request, name), now())
    return desk.madeBy(CITIZEN.id, MOST_TOLD).map(requestOf).filter(wanted.fits)
  })
  serve('POST /open311/v2/requests.:format', REQUESTS, async (request, { address }) => {
    const caller = callerAs(areas, { type: 'open311' }, address)
    const { snap: asked, also } = snapOf(request.body, areas, now())
    const { snap } = await desk.file(asked, caller, CITIZEN, also)
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
    if (format !== request.params['format']) throw new Refused(404, 'noFormat', 'there is .json and .xml')
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

function discoveryOf(request: Request, { jurisdiction, now, isSecure }: Open311Parts): Said {
  const url = `http${isSecure ? 's' : ''}://${request.get('host') ?? ''}/open311/v2`
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
