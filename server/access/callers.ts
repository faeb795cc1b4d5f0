import type { IncomingMessage } from 'node:http'
import type { Areas } from '../../shared/areas/areas.ts'
import { may } from '../../shared/access/may.ts'
import { NOBODY, SCRAPER, VISITOR, type Principal } from '../../shared/access/principal.ts'
import { isLoopback, isLoopbackHost, isProxied } from '../http/loopback.ts'
import { Denied, type Caller } from './caller.ts'
import { isSame } from './is-same.ts'

/** As what a page asks: a wall is a screen and never the person whose browser it is, a desk is a person. */
export type Seat = 'wall' | 'desk'

/** One way to know who asks; null: it is nobody that this way knows. */
export type Recognise = (request: IncomingMessage, from: { address: string; seat: Seat }) => Principal | null

export interface CallersParts {
  readonly areas: Areas
  readonly addressOf: (request: IncomingMessage) => string
  /** The first that knows who asks decides. */
  readonly recognise: readonly Recognise[]
}

export type CallerOf = (request: IncomingMessage) => Caller

export const createCallers =
  ({ areas, addressOf, recognise }: CallersParts): CallerOf =>
  request => {
    const address = addressOf(request)
    const from = { address, seat: seatOf(request.url ?? '') }
    let principal: Principal | null = null
    for (const way of recognise) principal ??= way(request, from)
    return callerAs(areas, principal ?? NOBODY, address)
  }

export function callerAs(areas: Areas, principal: Principal, address: string): Caller {
  const asks: Caller['may'] = (name, subject) => may(areas, principal, name, subject)
  return {
    principal,
    address,
    may: asks,
    person() {
      if (principal.type !== 'person') throw new Denied('only a person has an account')
      return principal
    },
    require(name, subject) {
      if (!asks(name, subject)) throw new Denied(name)
    },
  }
}

/** `as=wall` in the question: pages say it in what they ask and in what their sockets are opened with. */
function seatOf(url: string): Seat {
  const query = url.slice(url.indexOf('?') + 1)
  return new URLSearchParams(query).get('as') === 'wall' ? 'wall' : 'desk'
}

/** A program that reads the system's own figures, by a token that it was given. */
export const scraperBy =
  (token: string | null): Recognise =>
  ({ headers }) => {
    const given = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1]
    return token !== null && given !== undefined && isSame(given, token) ? SCRAPER : null
  }

/**
 * While the pretend city runs on a server that only this machine reaches, whoever sits at it may look: it is 演示数据. A server
 * that listens to others, or that a proxy stands before, opens to nobody.
 */
export const openHouse =
  (isOpen: boolean): Recognise =>
  ({ headers, socket }) => {
    if (!isOpen || isProxied(headers)) return null
    return isLoopback(socket.remoteAddress ?? '') && isLoopbackHost(headers.host) ? VISITOR : null
  }
