import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SILENCE_MS } from '../../shared/sync/protocol.ts'
import {
  connecting,
  FIRST_WAIT_MS,
  LONGEST_WAIT_MS,
  next,
  offlineSince,
  PATIENCE_MS,
  SILENT_MS,
  wakeAt,
  type Connection,
  type ConnectionEvent,
} from './connection.ts'

type State = Connection['state']
type EventName = ConnectionEvent['type']

/** What is heard at 100; every event comes at 1000 with chance a half, so that no timer is due. */
const states: { readonly [state in State]: Extract<Connection, { state: state }> } = {
  connecting: { state: 'connecting', attempt: 2, since: 100, lostAt: 50 },
  catchingUp: { state: 'catchingUp', attempt: 2, heardAt: 100, lostAt: 50 },
  live: { state: 'live', heardAt: 100 },
  silent: { state: 'silent', attempt: 2, since: 100, lostAt: 50, caught: true },
  waiting: { state: 'waiting', attempt: 3, until: 5000, lostAt: 50 },
}
const events: { readonly [name in EventName]: Extract<ConnectionEvent, { type: name }> } = {
  opened: { type: 'opened', at: 1000 },
  heard: { type: 'heard', at: 1000 },
  caughtUp: { type: 'caughtUp', at: 1000 },
  closed: { type: 'closed', at: 1000, chance: 0.5 },
  away: { type: 'away', at: 1000, within: 8000, chance: 0.5 },
  tick: { type: 'tick', at: 1000, chance: 0.5 },
}

/** `same`: not even another object. */
const expected: { readonly [state in State]: { readonly [name in EventName]: Connection | 'same' } } = {
  connecting: {
    opened: { state: 'catchingUp', attempt: 2, heardAt: 1000, lostAt: 50 },
    heard: 'same',
    caughtUp: 'same',
    closed: { state: 'waiting', attempt: 3, until: 3000, lostAt: 50 },
    away: 'same',
    tick: 'same',
  },
  catchingUp: {
    opened: 'same',
    heard: { state: 'catchingUp', attempt: 2, heardAt: 1000, lostAt: 50 },
    caughtUp: { state: 'live', heardAt: 1000 },
    closed: { state: 'waiting', attempt: 3, until: 3000, lostAt: 50 },
    away: { state: 'waiting', attempt: 0, until: 5000, lostAt: 50 },
    tick: 'same',
  },
  live: {
    opened: 'same',
    heard: { state: 'live', heardAt: 1000 },
    caughtUp: 'same',
    closed: { state: 'waiting', attempt: 1, until: 1500, lostAt: 100 },
    away: { state: 'waiting', attempt: 0, until: 5000, lostAt: 100 },
    tick: 'same',
  },
  silent: {
    opened: 'same',
    heard: { state: 'live', heardAt: 1000 },
    caughtUp: { state: 'live', heardAt: 1000 },
    closed: { state: 'waiting', attempt: 3, until: 3000, lostAt: 50 },
    away: { state: 'waiting', attempt: 0, until: 5000, lostAt: 50 },
    tick: 'same',
  },
  waiting: { opened: 'same', heard: 'same', caughtUp: 'same', closed: 'same', away: 'same', tick: 'same' },
}

describe('every state and every event', () => {
  for (const state of Object.keys(states) as State[])
    for (const name of Object.keys(events) as EventName[])
      test(`[CON1] ${state}, ${name}`, () => {
        const after = next(states[state], events[name])
        const wanted = expected[state][name]
        if (wanted === 'same') expect(after).toBe(states[state])
        else expect(after).toEqual(wanted)
      })
})

describe('time', () => {
  const tick = (connection: Connection, at = wakeAt(connection)) =>
    next(connection, { type: 'tick', at, chance: 0.5 })

  test('[CON2] a frozen server is noticed after ten seconds without a sign of it', () => {
    const live = states.live
    expect(tick(live, 100 + SILENCE_MS - 1)).toBe(live)
    expect(tick(live)).toEqual({ state: 'silent', attempt: 0, since: 10_100, lostAt: 100, caught: true })
    expect(SILENCE_MS).toBe(10_000)
  })

  test('[CON2] one that thaws goes on where it was; one that does not is left', () => {
    const silent = tick(states.live)
    expect(next(silent, { type: 'heard', at: 12_000 })).toEqual({ state: 'live', heardAt: 12_000 })
    expect(tick(silent, 10_100 + SILENT_MS - 1)).toBe(silent)
    expect(tick(silent)).toMatchObject({ state: 'waiting', lostAt: 100 })
    const early = tick(states.catchingUp)
    expect(early).toMatchObject({ state: 'silent', caught: false, lostAt: 50 })
    expect(next(early, { type: 'heard', at: 12_000 })).toMatchObject({ state: 'catchingUp', lostAt: 50 })
  })

  test('[CON3] a connection that does not open is given up', () => {
    expect(tick(states.connecting, 100 + PATIENCE_MS - 1)).toBe(states.connecting)
    expect(tick(states.connecting)).toMatchObject({ state: 'waiting', attempt: 3 })
    expect(tick(states.waiting)).toEqual({ state: 'connecting', attempt: 3, since: 5000, lostAt: 50 })
  })

  test('[CON4] (F-39, F-41) waits are spread over the whole of a span that doubles up to half a minute', () => {
    const longest = (attempt: number) => {
      const closed = next({ ...states.connecting, attempt }, { type: 'closed', at: 0, chance: 1 })
      return closed.state === 'waiting' ? closed.until : null
    }
    expect([0, 1, 2, 3].map(longest)).toEqual([1000, 2000, 4000, 8000])
    expect(longest(5000)).toBe(LONGEST_WAIT_MS)
    const soonest = next(states.connecting, { type: 'closed', at: 0, chance: 0 })
    expect(soonest).toMatchObject({ state: 'waiting', until: 0 })
    expect(FIRST_WAIT_MS).toBeLessThan(LONGEST_WAIT_MS)
  })

  test('[CON5] offline is told from the last sign of the server until everything is answered again', () => {
    expect(offlineSince(connecting(0))).toBeNull()
    expect(offlineSince(states.live)).toBeNull()
    for (const state of ['connecting', 'catchingUp', 'silent', 'waiting'] as const)
      expect(offlineSince(states[state])).toBe(50)
  })
})

test('[CON6] whatever happens, a tick that is due moves it on, and only an answer makes it live', () => {
  const anyEvent = fc.record({
    name: fc.constantFrom<EventName>(
      ...(['opened', 'opened', 'caughtUp', 'caughtUp', 'tick', 'tick'] as const),
      ...(Object.keys(events) as EventName[]),
    ),
    after: fc.integer({ min: 0, max: 15_000 }),
    chance: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  })
  let lives = 0
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 20, maxLength: 60 }), steps => {
      let at = 0
      let connection = connecting(at)
      for (const { name, after, chance } of steps) {
        at += after
        const before = connection
        connection = next(before, { ...events[name], at, chance, within: 5000 } as ConnectionEvent)
        if (connection.state === 'live' && before.state !== 'live') {
          lives++
          expect(name === 'caughtUp' || (name === 'heard' && before.state === 'silent')).toBe(true)
        }
        const due = Math.max(at, wakeAt(connection))
        const later = next(connection, { type: 'tick', at: due, chance })
        expect(later.state).not.toBe(connection.state)
      }
    }),
    { numRuns: 300 },
  )
  expect(lives).toBeGreaterThan(50)
})
