import { io, type Socket } from 'socket.io-client'
import { AUDIENCES } from '../../shared/access/principal.ts'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import type { Asker } from './askers.ts'
import { AWAY, HOME } from './matrix-house.ts'

const SCENES = [
  'overview',
  'party',
  'services',
  'city',
  'governance',
  'economy',
  'projects',
  'safety',
  'livelihood',
  'enterprise',
  'reform',
  'libraries',
  'no-such-scene',
]
const PLACES = ['211000', HOME.district, AWAY.district, '211099']

const TOPICS: readonly string[] = SCENES.flatMap(scene =>
  PLACES.flatMap(place => AUDIENCES.map(each => `${scene}/${place}@${each}`)),
)

/** So many a socket may watch at once (T-SOCK-01). */
const A_SOCKET = 8

/** What an asker hears that is not his, or does not hear that is. */
export async function wrongTopics(
  address: string,
  asker: Asker,
  count: () => void,
): Promise<readonly string[]> {
  const wrong: string[] = []
  for (let from = 0; from < TOPICS.length; from += A_SOCKET) {
    const socket = await dial(address, asker)
    count()
    if ((socket !== null) !== (asker.audience !== null))
      wrong.push(`${asker.name}: socket ${socket !== null}`)
    if (socket === null) break
    for (const topic of TOPICS.slice(from, from + A_SOCKET)) {
      const answer = await answerOf(socket, topic)
      count()
      const wanted = isHis(asker, topic) ? 'answer' : 'topic'
      if (answer !== wanted) wrong.push(`${asker.name}: ${topic}: ${answer}, not ${wanted}`)
    }
    socket.disconnect()
  }
  return wrong
}

/** Null: it is not let in. */
async function dial(address: string, asker: Asker): Promise<Socket | null> {
  const socket = io(address, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: asker.headers },
    ...(asker.wall ? { query: { as: 'wall' } } : {}),
  })
  return new Promise(resolve => {
    socket.once('connect', () => resolve(socket)).once('connect_error', () => resolve(null))
  })
}

function isHis({ areas, audience }: Asker, topic: string): boolean {
  const [, scene, place, of] = /^(.*)\/(.*)@(.*)$/.exec(topic) as unknown as string[]
  if (scene === 'no-such-scene' || place === '211099' || of !== audience) return false
  return areas === 'all' || areas.some(each => place?.startsWith(each) === true)
}

const answerOf = (socket: Socket, topic: string) =>
  new Promise<string>(resolve => {
    const done = (what: string) => {
      socket.off('answer').off('refused').off('disconnect')
      resolve(what)
    }
    socket
      .once('answer', () => done('answer'))
      .once('refused', ({ reason }: { reason: string }) => done(reason))
      .once('disconnect', () => done('cut off'))
    socket.emit('watch', { protocol: PROTOCOL_VERSION, topic, cursor: null })
  })
