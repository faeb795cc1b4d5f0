import type { Request } from 'express'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { MOST_MINUTES, type Recorded, type Retold } from '../../shared/sync/replay.ts'
import { parseTopic } from '../../shared/sync/topic.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { HubParts } from '../live/hub.ts'
import { maySee } from '../live/sockets.ts'
import type { Minutes } from './minutes.ts'
import { pictureOf, retell, type Picture } from './past.ts'

export interface ReplayParts extends Pick<HubParts, 'areas' | 'veilOf'> {
  /** null: nothing is recorded. */
  readonly minutes: Minutes | null
  /** City time. */
  readonly now: () => number
}

/** Each holds a whole city for as long as it is answered. */
const MOST_WAITING = 8
const QUARTERS = 96
const QUARTER = 15

/** `GET /api/replay` and `GET /api/replay/recorded`. */
export function serveReplay(routes: Routes, parts: ReplayParts): void {
  const { minutes, now } = parts
  const one = oneByOne()
  /** Where the last answer ended: whoever plays on asks from there. */
  let last: Picture | null = null

  async function retold(topic: string, at: number, until: number): Promise<Retold | null> {
    if (minutes === null) return { until: at * MINUTE, messages: [] }
    const known = last
    last = null
    const picture = known?.at === at ? known : await pictureOf(minutes, at)
    if (picture === null) return { until: at * MINUTE, messages: [] }
    const told = await retell(minutes, parts, picture, { topic, until })
    if (told === null) return null
    last = { ...picture, at: told.until }
    return { until: Math.max(told.until, at) * MINUTE, messages: told.messages }
  }

  routes.on('GET /api/replay', async (request, caller) => {
    const topic = textOf(request, 'topic')
    mayGoBack(caller, topic)
    const at = instant(request, 'at')
    const more = Number(request.query['minutes'] ?? 0)
    if (!(Number.isInteger(more) && more >= 0 && more <= MOST_MINUTES))
      throw malformed(`minutes is a whole number up to ${MOST_MINUTES}`)
    const minute = Math.floor(at / MINUTE)
    const answer = await one(() => retold(topic, minute, minute + more))
    if (answer === null) throw new Refused(404, 'notFound', 'there was no such topic')
    return answer
  })
  routes.on('GET /api/replay/recorded', (request): Recorded => {
    const from = Math.floor(instant(request, 'from') / MINUTE)
    return {
      spans: (minutes?.spans() ?? []).map(span => ({ from: span.from * MINUTE, to: span.to * MINUTE })),
      now: now(),
      pulse: minutes?.pulse(from, QUARTER, QUARTERS) ?? [],
    }
  })
}

/** Nobody sees of then what he would not be told of now. */
function mayGoBack(caller: Caller, topic: string): void {
  caller.require('city.replay', { area: parseTopic(topic)?.place ?? '' })
  if (!maySee(caller, topic)) throw new Refused(404, 'notFound', 'there is no such topic')
}

const textOf = (request: Request, name: string): string => {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

function instant(request: Request, name: string): number {
  const value = Number(request.query[name] ?? Number.NaN)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw malformed(`${name} is an instant in milliseconds`)
}

const malformed = (message: string) => new Refused(400, 'malformed', message)

/** One after the other, and no more than may wait. */
function oneByOne() {
  let waiting = 0
  let before: Promise<unknown> = Promise.resolve()
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= MOST_WAITING) throw new Refused(503, 'busy', 'many look back at once; ask again')
    waiting++
    const mine = before.then(work)
    before = mine.catch(() => undefined)
    try {
      return await mine
    } finally {
      waiting--
    }
  }
}
