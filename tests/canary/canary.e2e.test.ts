import { globSync } from 'node:fs'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { pairScreen, type Asker, NOBODY } from '../matrix/askers.ts'
import { openAsking, type Asking } from '../matrix/asking.ts'
import { METRICS_TOKEN, openMatrixHouse, type MatrixHouse } from '../matrix/matrix-house.ts'
import { questionsOf } from '../matrix/questions.ts'
import { setUpHouse } from '../trust/accounts.ts'
import { CANARY, factAbout, isAboutPeople } from './persons.ts'

const PERSONS = 100_000
const AT_ONCE = 1_000
const CITY = '211000'
/** So many a socket may watch at once. */
const A_SOCKET = 8
/** All that are shipped: one that is added is asked for as well. */
const SCENES = globSync('*.json', { cwd: join(ROOT, 'documents/scenes') }).map(file =>
  file.replace('.json', ''),
)

let house: MatrixHouse
let asking: Asking
let wall: Asker
let internal: Asker
let leader: Asker

beforeAll(async () => {
  house = await openMatrixHouse('off')
  asking = openAsking(house.address)
  const people = await setUpHouse(house.address, house.setUpToken)
  const whole = { areas: 'all', departments: 'all' } as const
  const operator = await people.person('operator', ['operator'], whole)
  wall = await pairScreen(house.address, operator.page, 'public', CITY)
  internal = await pairScreen(house.address, operator.page, 'internal', CITY)
  leader = {
    ...NOBODY,
    name: 'leader',
    headers: { cookie: (await people.person('leader', ['leader'], whole)).page.cookie() },
  }
})
afterAll(async () => {
  asking.close()
  await house.stop()
})

/** Every byte that a screen is sent, of all its scenes and places. */
async function listen(asker: Asker, places: readonly string[]) {
  const heard: string[] = []
  const sockets: Socket[] = []
  /** Scenes and places that there are not. */
  const refused: string[] = []
  const topics = SCENES.flatMap(scene => places.map(place => `${scene}/${place}@${asker.audience}`))
  for (let from = 0; from < topics.length; from += A_SOCKET) {
    const socket = io(house.address, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      ...{ extraHeaders: asker.headers, query: { as: 'wall' } },
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve()).once('connect_error', reject)
    })
    socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
      if (data !== undefined)
        heard.push(typeof data === 'string' ? data : Buffer.from(data as ArrayBuffer).toString())
    })
    socket.on('refused', ({ topic }: { topic: string }) => refused.push(topic))
    for (const topic of topics.slice(from, from + A_SOCKET))
      socket.emit('watch', { protocol: PROTOCOL_VERSION, topic, cursor: null })
    sockets.push(socket)
  }
  /** What was sent before the answer to one more question is heard. */
  const caughtUp = () =>
    Promise.all(
      sockets.map(socket => {
        const answered = new Promise(resolve => socket.once('refused', resolve))
        socket.emit('watch', { protocol: PROTOCOL_VERSION, topic: 'no-such-scene', cursor: null })
        return answered
      }),
    )
  return { heard, refused, caughtUp, close: () => sockets.forEach(socket => socket.disconnect()) }
}

async function tellOfAll(): Promise<void> {
  const about = kinds.filter(isAboutPeople)
  expect(about.length).toBeGreaterThan(5)
  for (let from = 0; from < PERSONS; from += AT_ONCE) {
    const facts = Array.from({ length: AT_ONCE }, (_, i) => {
      const n = from + i
      return factAbout(n, about[n % about.length]!, house.towns[n % house.towns.length]!, house.now())
    })
    await house.tell(facts)
  }
}

test('[VEI7] (T-PII-01) of 100 000 persons no byte is told to a public screen, to nobody, or to the log', async () => {
  const places = [CITY, ...house.towns.slice(0, 6)]
  const [open, closed] = [await listen(wall, places), await listen(internal, [CITY])]
  await tellOfAll()
  // Who comes later is told everything at once.
  const late = await listen(wall, places)
  const questions = questionsOf({ bystander: '1', supervisions: [] })
  const replies: string[] = []
  const scraper = { ...NOBODY, headers: { authorization: `Bearer ${METRICS_TOKEN}` } }
  for (const asker of [NOBODY, wall, scraper])
    for (const { method, path, body } of questions)
      replies.push((await asking.ask(asker, method, path, body?.())).text)
  await expect.poll(() => found(closed.heard).length, { timeout: 30_000 }).toBeGreaterThan(0)
  await open.caughtUp()
  const told = [...open.heard, ...late.heard]
  expect(told.length).toBeGreaterThan(100)
  expect(SCENES.length).toBeGreaterThanOrEqual(12)
  // The question by which the rest is known to be heard is none at all, and is refused without a name.
  expect([...open.refused, ...late.refused].filter(topic => topic !== '')).toEqual([])
  expect(found(told)).toEqual([])
  expect(found(replies)).toEqual([])
  expect(found(house.logs)).toEqual([])
  // People of the house are told of them, so there was something to be found.
  const records = await asking.ask(
    leader,
    'GET',
    `/api/records?cell=${encodeURIComponent('hotline.received.today|211000||')}`,
  )
  expect(records.text).toMatch(CANARY)
  for (const each of [open, closed, late]) each.close()
})

const found = (texts: readonly string[]): readonly string[] => texts.flatMap(around)

/** What stands around the first of them. */
const around = (text: string): string[] => {
  const at = text.search(CANARY)
  return at === -1 ? [] : [text.slice(Math.max(0, at - 120), at + 40)]
}
