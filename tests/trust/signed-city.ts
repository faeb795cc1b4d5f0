import { createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { io } from 'socket.io-client'
import { ROOT } from '../../scripts/command.ts'
import { createAlarms } from '../../server/alarms/alarms.ts'
import { startCityServer } from '../../server/city/server.ts'
import { readConfig } from '../../server/config.ts'
import { connectors } from '../../server/connectors/registry.ts'
import { loadDocuments } from '../../server/documents/load.ts'
import { remembered } from '../../server/documents/remembered.ts'
import { mappingOf } from '../../server/intake/mapping.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { Fields } from '../../shared/model/value.ts'
import { createHeardLines } from '../../shared/sync/lines.ts'
import { emptyMirror, receive } from '../../shared/sync/mirror.ts'
import {
  PROTOCOL_VERSION,
  type AnswerMessage,
  type CellsMessage,
  type NewsMessage,
  type Shown,
} from '../../shared/sync/protocol.ts'
import { sceneText, type SignedBy } from '../../shared/sync/scene-proof.ts'

const MONDAY = instant('2026-11-23 09:00')

/** A whole server of a city without feeds, over a folder that outlives it. */
export async function startSignedCity(home: string) {
  const dataDir = join(home, 'data')
  const all = loadDocuments(join(ROOT, 'documents'), kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })
  const inForce = remembered(known => ({ ...all.inForce(known), feeds: [] }))
  const documents = { ...all, feeds: [], inForce }
  const alarms = createAlarms({ log: () => undefined, now: Date.now })
  const server = await startCityServer({
    config: readConfig({ DATA_DIR: dataDir, MOCK_CITY: 'off', PORT: '0' }),
    ...{ documents, kinds, alarms },
    clock: { now: () => MONDAY, speed: 1, anchor: 0 },
    clientDir: join(ROOT, 'client'),
    log: () => undefined,
    figures: () => [],
    directories: () => ({ oidc: null, ldap: null }),
    intake: {
      ...{ connectors, mask, mapping: mappingOf(documents, kinds), announced: new Set<string>() },
      ...{ secret: () => undefined, note: () => undefined, fileOf: path => join(dataDir, path) },
    },
    onFatal: (_what, error) => {
      throw error
    },
  })
  return {
    address: server.address,
    setUpToken: server.setUpToken() ?? '',
    alarm: (name: string) => alarms.raised.get(name)?.message ?? '',
    stop: () => server.stop(),
  }
}

/** Somebody else who may write the files of data. */
export function behindTheServer(home: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(home, 'data', 'city.db'), { timeout: 5_000 })
  work(db)
  db.close()
}

/** A wall without a browser: it has what the server tells it, and says what it shows. */
export async function watchAsWall(address: string, cookie: string, topic: string) {
  const mirror = emptyMirror(topic)
  const socket = io(address, {
    ...{ query: { as: 'wall' }, extraHeaders: { cookie }, transports: ['websocket'] },
    ...{ forceNew: true, reconnection: false },
  })
  const lines = createHeardLines()
  const take = (message: CellsMessage | null) => message !== null && receive(mirror, message)
  socket.on('news', (...news) => take(lines.news(news as unknown as NewsMessage)))
  socket.emit('watch', { protocol: PROTOCOL_VERSION, topic, cursor: null })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect_error', reject)
    socket.on('answer', (...answer) => {
      take(lines.answer(answer as unknown as AnswerMessage))
      resolve()
    })
  })
  return {
    document: (id: string) => (mirror.cells.get(`doc:scene/${id}`) ?? null) as Fields | null,
    scenes: () => [...mirror.cells].filter(([key]) => key.startsWith('doc:scene/')),
    say: (shown: Shown) => socket.emit('shown', shown),
    leave: () => socket.close(),
  }
}

/** Whether it is what the city signed, by a verifier that is none of ours. */
export function isOfCity(signedBy: SignedBy, document: Fields | null): boolean {
  if (document === null) return false
  const key = createPublicKey({ key: { ...signedBy }, format: 'jwk' })
  const text = sceneText(document['id'] as string, document)
  const signature = Buffer.from(document['signature'] as string, 'base64url')
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature)
}
