import type { WebSocket } from 'ws'
import { FeedError, settingsOf, type Connector, type FeedAccess } from '../connector.ts'
import { Gathering } from '../gathering.ts'
import { refuseUserInfo } from '../http-answer.ts'
import { keepListening, type Standing } from '../listening.ts'
import { positionAs, positionOf } from '../position.ts'
import { brokenOff, closedBy, openSocket } from './connection.ts'
import { Flow } from './flow.ts'
import { pageOf, questionOf } from './reading.ts'
import { BEAT_SECONDS, WebsocketPosition, WebsocketSettings } from './settings.ts'

const MOST_PER_SECOND = 2_000

/**
 * Listens to an upstream that says JSON over a WebSocket: each message is a record, or a list of them. After each interruption it
 * asks for what was said meanwhile, where the upstream's settings say how.
 */
export const websocket: Connector = {
  id: 'websocket',
  settings: WebsocketSettings,
  secrets: ['token'],
  isPushed: true,
  start(given) {
    const settings = settingsOf(WebsocketSettings, given.settings)
    refuseUserInfo(settings)
    const { url, hello, records, resume } = settings
    const access = positionOf(given, { url, hello, records, place: resume?.position })
    const token = access.hasSecret('token') ? access.secret('token') : null
    return keepListening(access, async signal => {
      const after = settings.resume === undefined ? null : positionAs(WebsocketPosition, access)
      const { address, said } = questionOf(settings, after?.after ?? null)
      const socket = await openSocket(access, { ...settings, address, token }, signal)
      const standing = stand(access, settings, socket)
      for (const message of said) socket.send(JSON.stringify(message))
      return standing
    })
  },
}

function stand(access: FeedAccess, settings: WebsocketSettings, socket: WebSocket): Standing {
  const gathering = new Gathering(access)
  const flow = new Flow(socket, settings.mostPerSecond ?? MOST_PER_SECOND)
  const heart = listenToHeart(socket, flow, (settings.beatSeconds ?? BEAT_SECONDS) * 1000)
  socket.on('message', data =>
    flow.pass(room => {
      const bytes = bytesOf(data)
      gathering.add(pageOf(bytes, settings), room, null, bytes.length)
    }),
  )
  const broken = new Promise<never>((_resolve, reject) => {
    heart.onSilence(reject)
    socket.once('error', error => reject(brokenOff(error)))
    socket.once('close', (code, reason) => reject(closedBy(code, reason.toString('utf8'))))
  })
  // It was held back until somebody listens.
  socket.resume()
  const close = async () => {
    heart.stop()
    flow.stop()
    socket.removeAllListeners('message')
    await gathering.stop()
    await gone(socket)
  }
  return { ended: Promise.race([broken, gathering.stuck]), close }
}

const bytesOf = (data: Buffer | ArrayBuffer | Buffer[]): Buffer =>
  Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)

/**
 * A connection of which the other end is gone says nothing, and looks like one that has nothing to say. So it is pinged, and is
 * over when nothing at all comes for two beats. While we ourselves do not read, nobody is silent.
 */
function listenToHeart(socket: WebSocket, flow: Flow, beatMs: number) {
  let isHeard = true
  let fail: (reason: FeedError) => void = () => undefined
  const hear = () => (isHeard = true)
  for (const event of ['message', 'ping', 'pong'] as const) socket.on(event, hear)
  const timer = setInterval(() => {
    if (!isHeard && !flow.isHeld) {
      const reason = `no sign of life for ${(2 * beatMs) / 1000} s`
      return fail(new FeedError(reason, { blame: 'upstream', retry: true, fault: 'unreachable' }))
    }
    isHeard = flow.isHeld
    socket.ping()
  }, beatMs)
  return { onSilence: (told: typeof fail) => (fail = told), stop: () => clearInterval(timer) }
}

/** Whoever is gone does not answer a farewell, so none is waited for. */
function gone(socket: WebSocket): Promise<void> {
  return new Promise(resolve => {
    if (socket.readyState === socket.CLOSED) return resolve()
    socket.once('close', () => resolve())
    socket.terminate()
  })
}
