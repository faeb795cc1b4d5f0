import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { useConnection } from './connection.ts'

const LOST = { state: 'waiting', attempt: 1, until: 0, lostAt: 11 } as const
const LIVE = { state: 'live', heardAt: 12 } as const

beforeEach(() => setActivePinia(createPinia()))

test('[STO3] a picture of before is as old as its own last word, with its server or without', () => {
  const connection = useConnection()
  expect([connection.lostAt, connection.isOffline]).toEqual([null, false])
  connection.pictureOf = 9
  expect([connection.lostAt, connection.isOffline], 'not answered yet').toEqual([9, true])
  connection.changed(LOST, at => at)
  expect(connection.lostAt, 'left before the server was lost').toBe(9)
  connection.pictureOf = null
  expect(connection.lostAt).toBe(11)
  connection.changed(LIVE, at => at)
  expect([connection.lostAt, connection.isOffline]).toEqual([null, false])
})

test('[STO3] the first loss counts, however often the server is tried again', () => {
  const connection = useConnection()
  connection.changed(LOST, at => at)
  connection.changed({ ...LOST, lostAt: 40 }, at => at)
  expect(connection.lostAt).toBe(11)
})
