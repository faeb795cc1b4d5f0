import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import document from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { ROOT } from '../../scripts/command.ts'
import { createAlarms } from '../../server/alarms/alarms.ts'
import { openHouse } from '../../server/city/house.ts'
import { readConfig } from '../../server/config.ts'
import { createApp } from '../../server/http/app.ts'
import { ON_LOOPBACK } from '../../server/http/arrivals.ts'
import { createCspReports } from '../../server/http/csp-reports.ts'
import type { Directories } from '../../server/directory/settings.ts'
import { gateOf } from '../../server/http/gate.ts'
import { Hub } from '../../server/live/hub.ts'
import { openSocketServer } from '../../server/live/socket-server.ts'
import { LiveSockets } from '../../server/live/sockets.ts'
import { compileAreas } from '../../shared/areas/areas.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import { INTERNAL } from '../../shared/audience/veil.ts'
import type { LiveCell } from '../../shared/city/city.ts'
import { startOf } from '../../shared/sync/start.ts'
import { audienceOf } from '../../shared/access/principal.ts'
import { Denied } from '../../server/access/caller.ts'
import { KeyRing } from '../../server/secrets/key-ring.ts'
import { openSigningKey, SIGNING_TABLES } from '../../server/signing/signing-key.ts'
import { openTrust } from '../../server/trust/database.ts'
import { MORNING, screenCity } from '../screens/screen-city.ts'
import { signedCells } from '../screens/signed-cells.ts'

const areas = compileAreas(document as unknown as AreasDocument)

export interface TrustServerParts {
  readonly port?: number
  readonly directories?: Directories
}

const NO_DIRECTORIES: Directories = { oidc: null, ldap: null }

/** A server of a real city: the house, its pages and its sockets, over cells that do not change. Nobody is let in without an account. */
export async function openTrustServer({ port = 0, directories = NO_DIRECTORIES }: TrustServerParts = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-trust-'))
  const logs: string[] = []
  const log = (_level: string, about: string, message: string) => void logs.push(`${about}: ${message}`)
  const cells = new Map<string, LiveCell>()
  const ring = new KeyRing(`${folder}.secrets.key`)
  const trust = openTrust(join(folder, 'trust.db'), [SIGNING_TABLES])
  const signing = openSigningKey(trust, ring, 0)
  trust.close()
  for (const [key, value] of Object.entries(signedCells(screenCity.cells, signing)))
    cells.set(key, { key, value, json: JSON.stringify(value), seq: 1 })
  let sockets: LiveSockets | null = null
  const house = openHouse({
    config: readConfig({ DATA_DIR: folder, MOCK_CITY: 'off' }),
    arrivals: ON_LOOPBACK,
    ring,
    directories,
    areas,
    title: '辽阳市智慧城市运营指挥中心',
    departments: () => ['市城管局'],
    log,
    alarms: createAlarms({ log, now: Date.now }),
    end: held => sockets?.end(held),
    presenceOf: held => sockets?.presenceOf(held) ?? null,
    given: { served: key => cells.get(key)?.value ?? null, version: () => '' },
    tampered: () => [],
  })
  const { callerOf } = house
  const app = createApp({
    clientDir: join(ROOT, 'dist/client'),
    ready: () => true,
    metrics: () => '',
    callerOf,
    log,
    api(routes) {
      house.serve(routes)
      createCspReports(log, Date.now).serve(routes)
      routes.on('GET /api/start', (_request, { principal }) => {
        const audience = audienceOf(principal)
        if (audience === null) throw new Denied()
        const title = { zh: '辽阳市智慧城市运营指挥中心', en: 'Liaoyang City Operations Centre' }
        return startOf({
          title,
          areas: areas.document,
          boundary: areas.boundary,
          audience,
          places: [areas.city.id],
          scenes: screenCity.scenes,
          signedBy: signing.publicKey,
        })
      })
    },
  })
  const turnAway = gateOf(ON_LOOPBACK)
  const http = createServer((request, response) => {
    if (!turnAway(request, response)) app(request, response)
  })
  const scene = (id: string) => screenCity.scenes.find(each => each.id === id) ?? null
  const hub = new Hub({ areas, veilOf: () => INTERNAL }, { epoch: 'e1.s', head: 1, cells, scene })
  const time = () => ({ now: MORNING, speed: 1 })
  sockets = new LiveSockets(openSocketServer(http, callerOf), {
    ...{ hub, time, callerOf },
    onShown: house.onShown,
  })
  await new Promise<void>(resolve => http.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    house,
    logs,
    async stop() {
      http.closeAllConnections()
      await sockets?.stop()
      await house.stop()
      rmSync(folder, { recursive: true })
      rmSync(`${folder}.secrets.key`, { force: true })
    },
  }
}
