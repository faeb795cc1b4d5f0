/** How a feed does since the start, as far as its log goes. Screens judge by what is journaled (shared/freshness). */
export type FeedHealth =
  | { readonly state: 'waiting' }
  /** Not reached yet: at a start the upstreams may come up after us. */
  | { readonly state: 'absent'; readonly since: number }
  | { readonly state: 'healthy' }
  | { readonly state: 'failing'; readonly since: number }

export type HealthEvent =
  | { readonly type: 'good' }
  | { readonly type: 'bad'; readonly at: number; readonly reason: string }

/** A feed that was never reached is worth a warning only after so long (ms). */
export const PATIENCE_MS = 60_000

export const WAITING: FeedHealth = { state: 'waiting' }

export function nextHealth(health: FeedHealth, event: HealthEvent): FeedHealth {
  if (event.type === 'good') return health.state === 'healthy' ? health : { state: 'healthy' }
  switch (health.state) {
    case 'waiting':
      return { state: 'absent', since: event.at }
    case 'absent':
      return event.at - health.since < PATIENCE_MS ? health : { state: 'failing', since: health.since }
    case 'healthy':
      return { state: 'failing', since: event.at }
    case 'failing':
      return health
  }
}

export interface Said {
  readonly level: 'debug' | 'info' | 'warn'
  readonly message: string
}

/** What the log gets to hear: a change of state, and for each further failure no more than a debug line. */
export function saidOf(before: FeedHealth, after: FeedHealth, event: HealthEvent): Said | null {
  if (event.type === 'bad') {
    if (after === before) return { level: 'debug', message: event.reason }
    if (after.state === 'absent') return { level: 'info', message: `cannot be asked yet: ${event.reason}` }
    return { level: 'warn', message: `cannot be asked: ${event.reason}` }
  }
  if (after === before) return null
  const isBack = before.state === 'failing'
  return { level: 'info', message: isBack ? 'reports again' : 'reports' }
}
