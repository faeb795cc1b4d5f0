import type { Socket } from 'socket.io'
import { expect, test } from 'vitest'
import { expectManners } from './manners.ts'

type Step = (event: unknown[], next: () => void) => void

function asker() {
  let now = 0
  let step: Step | null = null
  const done = { answered: 0, closed: 0 }
  const socket = {
    use: (use: Step) => void (step = use),
    conn: { close: () => done.closed++ },
  }
  expectManners(socket as unknown as Pick<Socket, 'use' | 'conn'>, () => now)
  const ask = (times: number) => {
    for (let i = 0; i < times; i++) step?.([], () => done.answered++)
  }
  return { ask, done, wait: (ms: number) => (now += ms) }
}

test('[LIVE13] (T-SOCK-01) 40 questions at once and 10 a second are answered, more of them cut the socket off', () => {
  const { ask, done, wait } = asker()
  ask(40)
  expect(done).toEqual({ answered: 40, closed: 0 })
  wait(1_000)
  ask(10)
  expect(done).toEqual({ answered: 50, closed: 0 })
  ask(1)
  expect(done).toEqual({ answered: 50, closed: 1 })
})

test('[LIVE13] a quiet time saves no more than 40 questions', () => {
  const { ask, done, wait } = asker()
  wait(3_600_000)
  ask(41)
  expect(done).toEqual({ answered: 40, closed: 1 })
})
