import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { DAY, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { urlOf } from '../http.ts'
import type { Delivery } from './deliveries.ts'

const SECOND = 1000
const DRAW_STEP = 30 * MINUTE
const ROWS_OF_A_MESSAGE = 100
/** What a listener has not read yet; with more it is told nothing new. */
const MOST_WAITING = 2 ** 20
const LONGEST_MESSAGE = 1024
/** So long it can be asked for again. */
const KEPT = 3 * DAY

export interface StreamOptions {
  readonly city: PretendCity
  readonly token: string
  /** What is told with from < at <= to, in order. */
  readonly draw: (from: number, to: number) => Delivery[]
  readonly silent: (at: number) => boolean
}

/** Where a listener stands: it has all up to this one. */
interface Place {
  readonly at: number
  readonly id: string
}

const textOf = ({ at, id }: Place): string => `${at}/${id}`

/** `1795400580000/JQ-1-29923343`; what is none, or lies ahead, is like nothing. */
function placeIn(text: string | null, now: number): Place | null {
  const [, at, id] = /^(\d{13})\/(.{1,60})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined || Number(at) > now ? null : { at: Number(at), id }
}

const isBehind = (delivery: Delivery, { at, id }: Place): boolean =>
  delivery.at > at || (delivery.at === at && delivery.id > id)

/** Tells a listener what it does not have yet, as far as it reads; answers where it stands then. */
function tellBehind(draw: StreamOptions['draw'], socket: WebSocket, begin: Place, now: number): Place {
  let place = begin
  while (place.at < now && socket.bufferedAmount < MOST_WAITING) {
    const from = place
    const to = Math.min(now, from.at + DRAW_STEP)
    // Those of the very instant may be told in part.
    const due = draw(from.at - 1, to).filter(each => isBehind(each, from))
    for (let i = 0; i < due.length; i += ROWS_OF_A_MESSAGE) {
      const rows = due.slice(i, i + ROWS_OF_A_MESSAGE).map(each => ({ place: textOf(each), ...each.json }))
      socket.send(JSON.stringify({ type: 'minutes', rows }))
    }
    const last = due.at(-1)
    place = last?.at === to ? last : { at: to, id: '' }
  }
  return place
}

/**
 * The gates' own platform tells what it counted to whoever listens at `/gates` and has its token. It remembers nobody: a listener that comes back
 * says `after`, the place of the last row that it has; one that says none begins with today.
 */
export function tellOverSockets({ city, token, draw, silent }: StreamOptions) {
  const { clock } = city
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE })
  const places = new Map<WebSocket, Place>()

  const tell = (socket: WebSocket, place: Place, now: number) =>
    places.set(socket, tellBehind(draw, socket, place, now))

  const welcome = (socket: WebSocket, request: IncomingMessage) => {
    const now = clock.now()
    const asked = placeIn(urlOf(request).searchParams.get('after'), now)
    const oldest = { at: now - KEPT, id: '' }
    const begin = { at: startOfDay(dayNumber(now)), id: '' }
    const place = asked === null ? begin : asked.at < oldest.at ? oldest : asked
    socket.once('close', () => places.delete(socket))
    // A listener that breaks off is one that is gone: its close follows.
    socket.on('error', () => socket.terminate())
    socket.send(JSON.stringify({ type: 'hello', system: '景区闸机' }))
    tell(socket, place, now)
  }

  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    if (silent(clock.now())) return void stream.destroy()
    const refuse = (status: string) => void stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`)
    if (urlOf(request).pathname !== '/gates') return refuse('404 Not Found')
    if (request.headers.authorization !== `Bearer ${token}`) return refuse('401 Unauthorized')
    sockets.handleUpgrade(request, stream, head, socket => welcome(socket, request))
  }

  const hangUp = () => sockets.clients.forEach(socket => socket.terminate())
  const cancel = clock.every(SECOND, () => {
    const now = clock.now()
    if (silent(now)) hangUp()
    else for (const [socket, place] of places) tell(socket, place, now)
  })
  const stop = () => {
    cancel()
    hangUp()
    sockets.close()
  }
  return { upgrade, stop }
}
