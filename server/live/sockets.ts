import type { Server, Socket } from 'socket.io'
import { Compile } from 'typebox/schema'
import { audienceOf, type Principal } from '../../shared/access/principal.ts'
import { createLines } from '../../shared/sync/lines.ts'
import {
  BEAT_MS,
  GOES_ON_SINCE,
  Leave,
  OLDEST_PROTOCOL,
  PROTOCOL_VERSION,
  Shown,
  Watch,
  type BeatMessage,
  type CellsMessage,
  type Cursor,
} from '../../shared/sync/protocol.ts'
import { parseTopic } from '../../shared/sync/topic.ts'
import type { Caller } from '../access/caller.ts'
import type { CallerOf } from '../access/callers.ts'
import { onEvent } from '../access/events.ts'
import type { Hub } from './hub.ts'
import { expectManners } from './manners.ts'
import { Rooms } from './rooms.ts'
import { said, screenOf, type Said, type Screen } from './screen.ts'

export interface CityTime {
  readonly now: number
  readonly speed: number
}

/** A wall shows one scene and a desk one or two places; more is a mistake or an attack. */
const MOST_TOPICS = 8

const isWatch = Compile(Watch)
const isLeave = Compile(Leave)
const isShown = Compile(Shown)

export interface LiveSocketsParts {
  readonly hub: Hub
  readonly time: () => CityTime
  readonly callerOf: CallerOf
  /** A paired screen says what it shows, over one of its sockets. */
  readonly onShown?: (screen: string, socket: string, shown: Shown) => void
}

export interface Presence {
  readonly topics: readonly string[]
  /** The world's time, ms. */
  readonly since: number
}

type Refusal = 'protocol' | 'topic' | 'malformed'

/** Binds a hub to Socket.IO. Answering and entering happen in one turn of the loop, so nothing falls between them. */
export class LiveSockets {
  readonly #io: Server
  readonly #hub: Hub
  readonly #time: () => CityTime
  readonly #callerOf: CallerOf
  readonly #onShown: LiveSocketsParts['onShown']
  /** By what may be ended: a session of a person, a paired screen. */
  readonly #held = new Map<string, Set<Socket>>()
  readonly #screens = new WeakMap<Socket, Screen>()
  readonly #rooms = new Rooms()
  readonly #lines = createLines()
  /** The hub gives many screens the same answer: it is encoded once. */
  readonly #answers = new WeakMap<CellsMessage, Said>()
  readonly #beats: ReturnType<typeof setInterval>

  constructor(io: Server, { hub, time, callerOf, onShown }: LiveSocketsParts) {
    this.#io = io
    this.#hub = hub
    this.#time = time
    this.#callerOf = callerOf
    this.#onShown = onShown
    io.on('connection', socket => this.#greet(socket))
    this.#beats = setInterval(() => this.beat(), BEAT_MS)
  }

  get screens(): number {
    return this.#io.engine.clientsCount
  }

  /** Sends the messages of one flush, each encoded once for all its screens. */
  send(messages: readonly CellsMessage[]): void {
    for (const message of messages) {
      const [topic, epoch, seq] = message
      const room = this.#rooms.get(topic)
      if (room === undefined) continue
      const news = said('news', this.#lines.news(message))
      for (const screen of room.told) {
        if (screen.isDrained) screen.say(news)
        else this.#rooms.fallBehind(topic, screen, { epoch, seq })
      }
    }
    this.#catchUp()
  }

  /** Tells every room where its topic stands; a screen that is behind, or in another epoch, asks. */
  beat(): void {
    this.#catchUp()
    for (const [topic, { told }] of this.#rooms) {
      const beat = said('beat', this.#beatOf(topic))
      for (const screen of told) if (screen.isDrained) screen.say(beat)
    }
    for (const topic of this.#hub.topics) if (this.#rooms.get(topic) === undefined) this.#hub.close(topic)
  }

  /** Tells the screens to come back, spread over `within` milliseconds. */
  sayAway(within: number): void {
    this.#io.emit('away', { within })
  }

  async stop(): Promise<void> {
    clearInterval(this.#beats)
    await this.#io.close()
  }

  #greet(socket: Socket): void {
    expectManners(socket, () => performance.now())
    const screen = screenOf(socket)
    this.#screens.set(socket, screen)
    const refuse = (topic: string, reason: Refusal) =>
      void socket.emit('refused', { topic, reason, protocol: PROTOCOL_VERSION })
    const caller = this.#callerOf(socket.request)
    const held = heldBy(caller.principal)
    if (held !== null) this.#hold(held, socket)
    onEvent(socket, caller, 'watch', raw => {
      if (!isWatch.Check(raw)) return refuse('', 'malformed')
      if (raw.protocol < OLDEST_PROTOCOL || raw.protocol > PROTOCOL_VERSION)
        return refuse(raw.topic, 'protocol')
      if (!maySee(caller, raw.topic) || !this.#answer(screen, raw.topic, this.#understood(raw)))
        refuse(raw.topic, 'topic')
    })
    onEvent(socket, caller, 'leave', raw => {
      if (!isLeave.Check(raw)) return refuse('', 'malformed')
      this.#rooms.leave(raw.topic, screen)
    })
    onEvent(socket, caller, 'shown', raw => {
      if (!isShown.Check(raw)) return refuse('', 'malformed')
      if (caller.principal.type === 'screen') this.#onShown?.(caller.principal.id, socket.id, raw)
    })
    socket.on('disconnect', () => {
      this.#rooms.leaveAll(screen)
      if (held !== null) this.#letGo(held, socket)
    })
  }

  /** Where a screen may be answered from: one that knows of no going on is told the whole of another epoch. */
  #understood({ protocol, cursor }: Watch): Cursor | null {
    const isOld = protocol < GOES_ON_SINCE && cursor !== null && cursor.epoch !== this.#hub.epoch
    return isOld ? null : cursor
  }

  /** Cuts off every socket of a session or a screen that has ended (T-AUTH-03): nothing more is said to it. */
  end(held: string): void {
    for (const socket of this.#held.get(held) ?? []) socket.disconnect(true)
  }

  /** What is on show over the sockets of a session or a screen, and since when; null: there are none. */
  presenceOf(held: string): Presence | null {
    const sockets = this.#held.get(held)
    if (sockets === undefined) return null
    const shown = [...sockets].flatMap(socket => [...(this.#screens.get(socket)?.topics ?? [])])
    return {
      topics: [...new Set(shown)],
      since: Math.min(...[...sockets].map(({ handshake }) => handshake.issued)),
    }
  }

  #hold(held: string, socket: Socket): void {
    const sockets = this.#held.get(held) ?? new Set()
    this.#held.set(held, sockets.add(socket))
  }

  #letGo(held: string, socket: Socket): void {
    const sockets = this.#held.get(held)
    sockets?.delete(socket)
    if (sockets?.size === 0) this.#held.delete(held)
  }

  /** Answers from a cursor and keeps the screen informed from there on; false where there is nothing to answer. */
  #answer(screen: Screen, topic: string, cursor: Cursor | null): boolean {
    if (screen.topics.size >= MOST_TOPICS && !screen.topics.has(topic)) return false
    const answer = this.#hub.answer(topic, cursor)
    if (answer === null) return false
    if (!screen.isDrained) {
      this.#rooms.fallBehind(topic, screen, cursor)
      return true
    }
    this.#rooms.enter(topic, screen)
    screen.say(this.#encoded(answer))
    screen.say(said('beat', this.#beatOf(topic)))
    return true
  }

  #encoded(answer: CellsMessage): Said {
    let encoded = this.#answers.get(answer)
    if (encoded === undefined)
      this.#answers.set(answer, (encoded = said('answer', this.#lines.answer(answer))))
    return encoded
  }

  /** Screens that drained meanwhile are answered from where they were: the same question, asked for them. */
  #catchUp(): void {
    for (const [topic, { behind }] of this.#rooms) {
      for (const [screen, cursor] of behind) if (screen.isDrained) this.#answer(screen, topic, cursor)
    }
  }

  #beatOf(topic: string): BeatMessage {
    const { now, speed } = this.#time()
    return [topic, this.#hub.epoch, this.#hub.position(topic), now, speed]
  }
}

/** What must end for a socket to be cut off; null: nothing that could. */
function heldBy(principal: Principal): string | null {
  if (principal.type === 'person') return sessionHold(principal.session)
  return principal.type === 'screen' ? screenHold(principal.id) : null
}

export const sessionHold = (session: string): string => `session/${session}`
export const screenHold = (screen: string): string => `screen/${screen}`

/** Each sees what was masked for him, of the places that are his; a topic of anybody else is like none (T-RBAC-03). */
export function maySee({ principal, may }: Caller, name: string): boolean {
  const topic = parseTopic(name)
  if (topic === null || topic.audience !== audienceOf(principal)) return false
  return may('city.view', { area: topic.place })
}
