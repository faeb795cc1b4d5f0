import { expect, test } from 'vitest'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { emptyMirror, receive } from '../../shared/sync/mirror.ts'
import type { CellsMessage } from '../../shared/sync/protocol.ts'
import type { Retold } from '../../shared/sync/replay.ts'
import { atIn, atText } from './moment.ts'
import { Player } from './player.ts'

const TOPIC = 's/1@internal'
const at = (minute: number) => minute * MINUTE
const SPANS = [
  { from: at(100), to: at(140) },
  { from: at(145), to: at(150) },
]

/** A server that recorded, in each minute, its number. */
function setUp(start: number, spans = SPANS) {
  const timers: { at: number; run: () => void }[] = []
  let now = 0
  const later = (ms: number, run: () => void) => {
    const timer = { at: now + ms, run }
    timers.push(timer)
    return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1))
  }
  const asked: [number, number][] = []
  const held: (() => void)[] = []
  let isSlow = false
  const ask = async (topic: string, moment: number, minutes: number): Promise<Retold> => {
    asked.push([moment / MINUTE, minutes])
    if (isSlow) await new Promise<void>(resolve => held.push(resolve))
    const from = moment / MINUTE
    const end = SPANS.find(span => span.from <= moment && moment <= span.to)!.to / MINUTE
    const to = Math.min(end, from + minutes)
    const messages: [string, string, number, number, unknown[]][] = [[topic, 'x', 0, from, ['n', from]]]
    for (let i = from + 1; i <= to; i++) messages.push([topic, 'x', i - 1, i, ['n', i]])
    return { until: to * MINUTE, messages }
  }
  const player = new Player({
    start: at(start),
    recorded: { spans, now: at(150), pulse: [] },
    ask,
    later,
  })
  const mirror = emptyMirror(TOPIC)
  const wire = player.open()
  wire.on('answer', (...parts) => {
    const [topic, epoch, , from, to, cells] = parts as [string, string, number, number, number, unknown[]]
    const message: CellsMessage = [topic, epoch, from, to, cells]
    expect(receive(mirror, message).type).toBe('applied')
  })
  const clock: { now: number; speed: number }[] = []
  wire.on('beat', (...parts) => clock.push({ now: Number(parts[3]) / MINUTE, speed: Number(parts[4]) }))
  const settle = () => new Promise<void>(resolve => setTimeout(resolve))
  return {
    ...{ player, wire, asked, clock },
    slow: (yes: boolean) => (isSlow = yes),
    answer: () => held.shift()?.(),
    shows: () => mirror.cells.get('n'),
    settle,
    async pass(ms: number) {
      const end = now + ms
      for (;;) {
        await settle()
        const next = timers.toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined || next.at > end) break
        timers.splice(timers.indexOf(next), 1)
        now = next.at
        next.run()
      }
      now = end
    },
  }
}
const watch = { protocol: 4, topic: TOPIC, cursor: null }

test('[RPL1] it shows the moment that it was told, with a clock that stands there', async () => {
  const { wire, settle, shows, clock } = setUp(120)
  wire.emit('watch', watch)
  await settle()
  expect([shows(), clock.at(-1)?.now, clock.at(-1)!.speed < 0.001]).toEqual([120, 120, true])
  expect(atIn(`?at=${atText(at(29_748_450))}`)).toBe(at(29_748_450))
  expect([atIn('?at=overview'), atIn('?at=2026-13-40T99:99'), atIn('')]).toEqual([null, null, null])
})

test('[RPL2] [RPL3] played, it steps with the minute, asks ahead, goes through a hole as one, and stops at the end', async () => {
  const { player, wire, pass, shows, asked, clock } = setUp(105)
  wire.emit('watch', watch)
  await pass(0)
  player.run(60)
  player.play()
  for (let minute = 106; minute <= 140; minute++) {
    await pass(1_000)
    expect([player.at.value / MINUTE, shows(), player.isHole.value]).toEqual([minute, minute, false])
  }
  expect(asked.length).toBe(3)
  await pass(4_000)
  expect([player.at.value / MINUTE, player.isHole.value]).toEqual([144, true])
  await pass(1_000)
  expect([shows(), player.isHole.value, clock.at(-1)]).toEqual([145, false, { now: 145, speed: 60 }])
  await pass(20_000)
  expect([shows(), player.isPlaying.value]).toEqual([150, false])
})

test('[RPL2] [RPL4] it waits for what is not here, and does not take in what answers late', async () => {
  const { player, wire, pass, settle, slow, answer, shows } = setUp(100)
  wire.emit('watch', watch)
  await settle()
  slow(true)
  player.run(60)
  player.play()
  await pass(3_000)
  expect([player.at.value / MINUTE, shows()]).toEqual([100, 100])
  player.pause()
  player.seek(at(130))
  answer()
  await settle()
  expect(shows()).toBe(100)
  answer()
  await settle()
  expect(shows()).toBe(130)
})

test('[RPL3] where nothing was recorded every moment is a hole, nothing is asked, and no moment is beyond now', async () => {
  const { player, wire, asked, shows, pass } = setUp(120, [])
  wire.emit('watch', { topic: TOPIC })
  await pass(1)
  expect([player.isHole.value, asked, shows()]).toEqual([true, [], undefined])
  player.seek(at(130))
  expect([player.at.value, player.isHole.value]).toEqual([at(130), true])
  player.seek(at(990))
  expect(player.at.value).toBe(at(150))
})
