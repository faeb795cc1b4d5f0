import { SILENCE_MS } from '../../shared/sync/protocol.ts'

/**
 * A screen's view of its server. Instants are those of the screen's own monotonic clock. `lostAt` is when the server was
 * last heard before it was lost; null while it never was reached.
 */
export type Connection =
  | { readonly state: 'connecting'; readonly attempt: number; readonly since: number; readonly lostAt: Lost }
  /** Connected; what is on show has not been answered yet. */
  | {
      readonly state: 'catchingUp'
      readonly attempt: number
      readonly heardAt: number
      readonly lostAt: Lost
    }
  | { readonly state: 'live'; readonly heardAt: number }
  /** Connected, and nothing heard for three beats: frozen, or the line is dead and nobody was told. */
  | {
      readonly state: 'silent'
      readonly attempt: number
      readonly since: number
      readonly lostAt: number
      readonly caught: boolean
    }
  | { readonly state: 'waiting'; readonly attempt: number; readonly until: number; readonly lostAt: Lost }

type Lost = number | null

export type ConnectionEvent =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'heard'; readonly at: number }
  /** Everything on show has been answered. */
  | { readonly type: 'caughtUp'; readonly at: number }
  /** `chance` is 0 up to 1: screens that lost their server together must not come back together. */
  | { readonly type: 'closed'; readonly at: number; readonly chance: number }
  /** The server goes down and says within which span to come back. */
  | { readonly type: 'away'; readonly at: number; readonly within: number; readonly chance: number }
  /** Time passed; due at `wakeAt`. */
  | { readonly type: 'tick'; readonly at: number; readonly chance: number }

export const FIRST_WAIT_MS = 1_000
export const LONGEST_WAIT_MS = 30_000
/** A connection that does not open in this time is given up. */
export const PATIENCE_MS = 10_000
/** How long a silent server keeps its connection: a frozen one that thaws goes on as if nothing had been. */
export const SILENT_MS = 10_000

export const connecting = (at: number): Connection => ({
  state: 'connecting',
  attempt: 0,
  since: at,
  lostAt: null,
})

/** Returns the same object where the event changes nothing. */
export function next(connection: Connection, event: ConnectionEvent): Connection {
  switch (connection.state) {
    case 'connecting':
      return fromConnecting(connection, event)
    case 'catchingUp':
      return fromCatchingUp(connection, event)
    case 'live':
      return fromLive(connection, event)
    case 'silent':
      return fromSilent(connection, event)
    case 'waiting':
      return fromWaiting(connection, event)
  }
}

type In<State extends Connection['state']> = Extract<Connection, { state: State }>

function fromConnecting(now: In<'connecting'>, event: ConnectionEvent): Connection {
  const { attempt, lostAt } = now
  if (event.type === 'opened') return { state: 'catchingUp', attempt, heardAt: event.at, lostAt }
  if (event.type === 'closed') return waiting(event, attempt, lostAt)
  if (event.type === 'tick' && event.at - now.since >= PATIENCE_MS) return waiting(event, attempt, lostAt)
  return now
}

function fromCatchingUp(now: In<'catchingUp'>, event: ConnectionEvent): Connection {
  const { attempt, heardAt, lostAt } = now
  switch (event.type) {
    case 'heard':
      return { ...now, heardAt: event.at }
    case 'caughtUp':
      return { state: 'live', heardAt: event.at }
    case 'closed':
      return waiting(event, attempt, lostAt)
    case 'away':
      return invited(event, lostAt)
    case 'tick':
      if (event.at - heardAt < SILENCE_MS) return now
      return { state: 'silent', attempt, since: event.at, lostAt: lostAt ?? heardAt, caught: false }
    case 'opened':
      return now
  }
}

function fromLive(now: In<'live'>, event: ConnectionEvent): Connection {
  const { heardAt } = now
  switch (event.type) {
    case 'heard':
      return { state: 'live', heardAt: event.at }
    case 'closed':
      return waiting(event, 0, heardAt)
    case 'away':
      return invited(event, heardAt)
    case 'tick':
      if (event.at - heardAt < SILENCE_MS) return now
      return { state: 'silent', attempt: 0, since: event.at, lostAt: heardAt, caught: true }
    case 'opened':
    case 'caughtUp':
      return now
  }
}

function fromSilent(now: In<'silent'>, event: ConnectionEvent): Connection {
  const { attempt, lostAt, caught } = now
  switch (event.type) {
    case 'heard':
    case 'caughtUp': {
      if (caught || event.type === 'caughtUp') return { state: 'live', heardAt: event.at }
      return { state: 'catchingUp', attempt, heardAt: event.at, lostAt }
    }
    case 'closed':
      return waiting(event, attempt, lostAt)
    case 'away':
      return invited(event, lostAt)
    case 'tick':
      return event.at - now.since >= SILENT_MS ? waiting(event, attempt, lostAt) : now
    case 'opened':
      return now
  }
}

/** What an abandoned connection still says is not heard. */
function fromWaiting(now: In<'waiting'>, event: ConnectionEvent): Connection {
  if (event.type !== 'tick' || event.at < now.until) return now
  return { state: 'connecting', attempt: now.attempt, since: event.at, lostAt: now.lostAt }
}

/** Full jitter: anywhere between now and a limit that doubles with every attempt. */
function waiting(
  event: { readonly at: number; readonly chance: number },
  attempt: number,
  lostAt: Lost,
): Connection {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 20))
  return { state: 'waiting', attempt: attempt + 1, until: event.at + event.chance * most, lostAt }
}

const invited = (event: { at: number; within: number; chance: number }, lostAt: Lost): Connection => ({
  state: 'waiting',
  attempt: 0,
  until: event.at + event.chance * event.within,
  lostAt: lostAt ?? event.at,
})

/** When the next tick can change something. */
export function wakeAt(connection: Connection): number {
  switch (connection.state) {
    case 'connecting':
      return connection.since + PATIENCE_MS
    case 'catchingUp':
    case 'live':
      return connection.heardAt + SILENCE_MS
    case 'silent':
      return connection.since + SILENT_MS
    case 'waiting':
      return connection.until
  }
}

/** Since when what is on show is no longer kept up to date; null while it is, and before the first connection. */
export const offlineSince = (connection: Connection): number | null =>
  connection.state === 'live' ? null : connection.lostAt
