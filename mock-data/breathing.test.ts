import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { MINUTE } from '../shared/calendar/civil.ts'
import { cityForTests } from './city-for-tests.ts'
import { startDropping } from './drop-folder.ts'
import { fillTables } from './govsvc/fill.ts'
import { createGovsvcModel } from './govsvc/model.ts'
import type { SqlTarget } from './sql/target.ts'

const START = '2026-11-20T09:30:00+08:00'
const AT = Date.parse(START)
/** What a caller needs until a broker has answered. */
const TURNS_OF_AN_ANSWER = 10

const city = cityForTests({ at: START })
afterAll(city.remove)

/** Counts the turns of the loop between two pieces of work; `work` says when it does one. */
async function turnsBetween(work: (piece: () => void) => Promise<unknown>): Promise<number[]> {
  let turns = 0
  let isOver = false
  const turn = () => {
    turns++
    if (!isOver) setImmediate(turn)
  }
  turn()
  const at: number[] = []
  await work(() => void at.push(turns))
  isOver = true
  return at.slice(1).map((now, i) => now - at[i]!)
}

test('[CITY12] while the exchange tables are filled, others go on between two statements of rows', async () => {
  const model = createGovsvcModel(city, { volume: 0.04 })
  const between = await turnsBetween(piece => {
    const run: SqlTarget['run'] = async (_, values) => (values === undefined ? undefined : piece())
    return fillTables(city, model, { dialect: 'sqlite', run }, AT)
  })
  // The last two are the queues of the hall and the entry of the batch.
  const filling = between.slice(0, -2)
  expect(filling.length).toBeGreaterThan(50)
  expect(Math.min(...filling)).toBeGreaterThan(TURNS_OF_AN_ANSWER)
})

test('[CITY12] while files are laid down, others go on between two of them', async () => {
  const folder = `${city.folder}/breathing/drop`
  const names = Array.from({ length: 6 }, (_, i) => `${i}.csv`)
  const between = await turnsBetween(async piece => {
    const bytes = () => (piece(), new Uint8Array(1))
    const drops = () => names.map((name, i) => ({ at: AT - MINUTE + i, name, bytes }))
    const cancel = startDropping({
      clock: city.clock,
      folder,
      begin: AT - MINUTE,
      drops,
      silent: () => false,
    })
    await city.clock.advance(AT + 1)
    cancel()
  })
  rmSync(folder, { recursive: true })
  expect(between).toHaveLength(names.length - 1)
  expect(Math.min(...between)).toBeGreaterThan(TURNS_OF_AN_ANSWER)
})
