import { afterEach, expect, test } from 'vitest'
import type { City } from '../../shared/city/city.ts'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { Fact } from '../../shared/model/fact.ts'
import { HOUR } from '../../shared/rollups/readings.fixture.ts'
import { cellsOf, endLives, fromNothing, Life, shown } from './recount-life.fixture.ts'

afterEach(endLives)

test('[ENG12] a device that comes into an hour after its turn there has passed is counted', async () => {
  const heard = (device: string, minute: number): Fact => ({
    type: 'readings',
    kind: 'heat-station',
    readings: [{ device, at: START + minute * 60_000, area: '211002016', values: { supplyT: 500 + minute } }],
  })
  for (let steps = 0, isOver = false; !isOver; steps++) {
    const life = new Life()
    await life.tick(2 * 60)
    await life.send([heard('iot/HS-1', 5), heard('iot/HS-2', 5), heard('iot/HS-2', 65)])
    await life.engine.stop()
    life.reshape()
    for (let n = 0; n < steps && !isOver; n++) isOver = life.engine.recountStep()
    await life.send([heard('iot/HS-1', 70)])
    while (life.engine.recounting !== null) life.engine.recountStep()
    expect([steps, shown(life)]).toEqual([steps, fromNothing(life)])
    expect(steps).toBeLessThan(50)
  }
})

test('[ENG13] the last picture stands until all is counted, with how far it is, and goes through a kill', async () => {
  const life = new Life()
  await life.send([ticketFact({ id: 'x/1' }), ticketFact({ id: 'x/2' }), ticketFact({ id: 'x/3' })])
  const before = shown(life)
  await life.engine.stop()
  life.reshape()
  const { lastPicture } = life.engine
  expect(cellsOf({ cells: lastPicture?.cells } as City)).toEqual(before)
  expect(lastPicture?.epoch).not.toBe(life.engine.epoch)
  expect(lastPicture?.told({ done: 1, of: 3 }).map(({ value, seq }) => [value, seq])).toEqual([
    [{ done: 1, of: 3, since: START }, lastPicture?.seq],
  ])
  expect(lastPicture?.told({ done: 1, of: 3 })).toEqual([])
  life.engine.recountStep()
  await life.send([ticketFact({ id: 'x/4' })])
  expect(life.engine.flush()).toEqual([])
  expect(life.engine.recounting).toEqual({ done: 1, of: 3 })
  life.engine = life.open()
  expect(cellsOf({ cells: life.engine.lastPicture?.cells } as City)).toEqual(before)
  expect(life.engine.lastPicture?.epoch).not.toBe(lastPicture?.epoch)
  while (!life.engine.recountStep());
  expect([life.engine.lastPicture, life.engine.recounting]).toEqual([null, null])
  expect(shown(life)['all|211000||']).toBe('4')
  expect(life.engine.city.removals.floor).toBe(life.engine.city.seq)
})

test('[ENG14] a thing that the rules of now cannot take is told of and counts nowhere; the rest does, and a later report of it counts', async () => {
  const life = new Life()
  await life.send([ticketFact({ id: 'x/1' }), ticketFact({ id: 'x/2' }), ticketFact({ id: 'x/3' })])
  life.engine.checkpoint()
  const parts = JSON.stringify({ main: { ...ticketFact({ id: 'x/2' }), fields: { topic: 'explode' } } })
  life.db.prepare("UPDATE things SET parts = ? WHERE id = 'x/2'").run(parts)
  life.reshape()
  while (!life.engine.recountStep());
  expect(life.uncounted).toEqual(['x/2'])
  expect(shown(life)['all|211000||']).toBe('2')
  const row = () => life.db.prepare("SELECT row FROM things WHERE id = 'x/2'").get()
  expect(row()).toEqual({ row: null })
  life.engine = life.open()
  await life.send([ticketFact({ id: 'x/2', version: 2 })])
  expect(shown(life)['all|211000||']).toBe('3')
})

test('[ENG15] (FOLD13) a thing kept under an older version of its kind is lifted before it is counted anew', async () => {
  const life = new Life()
  await life.send([ticketFact({ id: 'x/1' })])
  life.engine.checkpoint()
  const old = {
    ...ticketFact({ id: 'x/1' }),
    kindVersion: 1,
    fields: { subject: 'from before', dueAt: START + HOUR },
  }
  life.db.prepare('UPDATE things SET parts = ?').run(JSON.stringify({ main: old }))
  life.reshape()
  while (!life.engine.recountStep());
  expect(shown(life)['open.topic|211000|from before|']).toBe('1')
})
