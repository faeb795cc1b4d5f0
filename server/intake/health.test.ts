import { expect, test } from 'vitest'
import { nextHealth, PATIENCE_MS, saidOf, WAITING, type FeedHealth, type HealthEvent } from './health.ts'

const AT = 1_000_000
const bad = (at: number): HealthEvent => ({ type: 'bad', at, reason: 'HTTP 503' })
const states: { readonly [state in FeedHealth['state']]: FeedHealth } = {
  waiting: WAITING,
  absent: { state: 'absent', since: AT },
  healthy: { state: 'healthy' },
  failing: { state: 'failing', since: AT },
}
type Row = { readonly [event in 'good' | 'bad' | 'badLater']: readonly [next: string, said: string | null] }
const events = { good: { type: 'good' } as const, bad: bad(AT + 1), badLater: bad(AT + PATIENCE_MS) }

const expected: { readonly [state in FeedHealth['state']]: Row } = {
  waiting: {
    good: ['healthy', 'info reports'],
    bad: ['absent', 'info cannot be asked yet: HTTP 503'],
    badLater: ['absent', 'info cannot be asked yet: HTTP 503'],
  },
  absent: {
    good: ['healthy', 'info reports'],
    bad: ['absent', 'debug HTTP 503'],
    badLater: ['failing', 'warn cannot be asked: HTTP 503'],
  },
  healthy: {
    good: ['healthy', null],
    bad: ['failing', 'warn cannot be asked: HTTP 503'],
    badLater: ['failing', 'warn cannot be asked: HTTP 503'],
  },
  failing: {
    good: ['healthy', 'info reports again'],
    bad: ['failing', 'debug HTTP 503'],
    badLater: ['failing', 'debug HTTP 503'],
  },
}

test('[INT12] the log hears of a feed when its state changes', () => {
  for (const [state, row] of Object.entries(expected)) {
    for (const [event, [next, said]] of Object.entries(row)) {
      const before = states[state as FeedHealth['state']]
      const told = events[event as keyof Row]
      const after = nextHealth(before, told)
      const line = saidOf(before, after, told)
      const text = line === null ? null : `${line.level} ${line.message}`
      expect([after.state, text], `${state} ${event}`).toEqual([next, said])
    }
  }
})
