import { expect, test } from 'vitest'
import { clockByHand } from './clock-by-hand.ts'
import { createClock, type Machine } from './clock.ts'

const START = Date.parse('2026-11-22T08:00:00+08:00')

/** A machine whose timers fire when its time is moved. */
function machineByHand() {
  let time = 1_000_000
  const timers = new Set<{ at: number; run: () => void }>()
  const machine: Machine = {
    now: () => time,
    wait: (ms, run) => {
      const timer = { at: time + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  const settle = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  const advance = async (ms: number) => {
    const end = time + ms
    await settle()
    while (time < end) {
      time = Math.min(end, ...[...timers].map(timer => timer.at))
      for (const timer of timers) if (timer.at <= time && timers.delete(timer)) timer.run()
      await settle()
    }
  }
  return { machine, advance }
}

const moved = (speed: number) => {
  const { machine, advance } = machineByHand()
  const faults: unknown[] = []
  const report = (fault: unknown) => faults.push(fault)
  const clock = createClock(
    { type: 'moved', start: START, speed },
    { anchor: 1_000_000, on: machine, report },
  )
  return { clock, advance, faults, machine }
}

test.each([1, 60, 3600])('[CITY3] at x%i an instant is met in city time, not before', async speed => {
  const { clock, advance } = moved(speed)
  const met: number[] = []
  clock.at(START + 3 * 3_600_000, () => void met.push(clock.now()))
  await advance((3 * 3_600_000) / speed - 1)
  expect(met).toEqual([])
  await advance(1)
  expect(met).toEqual([START + 3 * 3_600_000])
})

test('[CITY3] two clocks with one setting and anchor agree at any moment', async () => {
  const { clock, advance, machine } = moved(600)
  await advance(12_345)
  const late = { anchor: 1_000_000, on: machine, report: () => {} }
  const other = createClock({ type: 'moved', start: START, speed: 600 }, late)
  expect(other.now()).toBe(clock.now())
  expect(clock.now()).toBe(START + 12_345 * 600)
})

test.each([1, 60, 3600])(
  '[CITY4] at x%i windows join without gap, and a failed one is offered again',
  async speed => {
    const { clock, advance, faults } = moved(speed)
    const windows: [number, number][] = []
    let turns = 0
    const stop = clock.every(1000, (from, to) => {
      if (++turns % 5 === 0) throw new Error('upstream is away')
      windows.push([from, to])
    })
    await advance(3_000)
    stop()
    const end = windows.at(-1)![1]
    expect(windows[0]![0]).toBe(START)
    expect(windows.length).toBeGreaterThan(1)
    windows.slice(1).forEach(([from], i) => expect(from).toBe(windows[i]![1]))
    expect(faults.length).toBe(Math.floor(turns / 5))
    await advance(3_000)
    expect(windows.at(-1)![1]).toBe(end)
  },
)

test('[CITY4] a slow step is not started twice: its next window is wider', async () => {
  const clock = clockByHand(0)
  const windows: [number, number][] = []
  clock.every(10, (from, to) => void windows.push([from, to]))
  await clock.advance(35)
  expect(windows).toEqual([
    [0, 10],
    [10, 20],
    [20, 30],
  ])
  const { clock: slow, advance } = moved(1)
  let finish = () => {}
  const seen: [number, number][] = []
  slow.every(1000, (from, to) => {
    seen.push([from - START, to - START])
    return new Promise<void>(resolve => (finish = resolve))
  })
  await advance(5_500)
  expect(seen).toEqual([[0, 1000]])
  finish()
  await advance(1_000)
  expect(seen).toEqual([
    [0, 1000],
    [1000, 6000],
  ])
})
