import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { areas } from '../../shared/city/ticket.fixture.ts'
import type { LiveCell } from '../../shared/city/city.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { emptyMirror, receive } from '../../shared/sync/mirror.ts'
import { openRecording } from './open-recording.ts'
import { Minutes } from './minutes.ts'
import { pictureOf, retell } from './past.ts'
import { Recorder } from './recorder.ts'

const MINUTE = 60_000
const KEEP = { ms: 86_400_000, bytes: 2 ** 30 }
const PANEL = { id: 'a', widget: 'w', title: { zh: 'a', en: '' }, options: {} }
const sceneOf = (metric: string): Value => ({
  ...{ id: 'overview', title: { zh: '总览', en: '' }, order: 1, dwell: 60, layouts: {} },
  panels: [{ ...PANEL, metrics: { value: metric } }],
})
const ALL = cellKey('all', '211000', [])
const TOPIC = 'overview/211000@internal'

let folder = ''
let minutes: Minutes
let at = 100
let lines: string[] = []
const cells = new Map<string, LiveCell>()
const recording = (keep = KEEP) =>
  new Recorder({
    ...{ minutes, cells: () => cells, now: () => at * MINUTE, keep },
    log: (_level, _who, message) => void lines.push(message),
  })
const set = (recorder: Recorder, key: string, value: Value) => {
  const cell = { key, value, json: value === null ? null : JSON.stringify(value), seq: 1 }
  cells.set(key, cell)
  recorder.flushed([cell])
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-recording-'))
  minutes = new Minutes(join(folder, 'replay.db'))
  cells.clear()
  at = 100
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

test('[REC9] [REC8] whoever takes the answer in has the picture of the last minute, by the scenes of then, as its audience may', async () => {
  const recorder = recording()
  set(recorder, 'doc:scene/overview', sceneOf('all'))
  set(recorder, ALL, 1)
  set(recorder, cellKey('other', '211000', []), 5)
  await recorder.look()
  for (const value of [2, 3, null]) {
    at++
    set(recorder, ALL, value)
    await recorder.look()
  }
  const parts = { areas, veilOf: (audience: string) => (audience === 'internal' ? INTERNAL : null) }
  const first = await pictureOf(minutes, 100)
  const told = await retell(minutes, parts, first!, { topic: TOPIC, until: 102 })
  const mirror = emptyMirror(TOPIC)
  const seen = told!.messages.map(message => {
    expect(receive(mirror, message).type).toBe('applied')
    return mirror.cells.get(ALL) ?? null
  })
  expect([seen, told!.until]).toEqual([[1, 2, 3], 102])
  expect(mirror.cells.has(cellKey('other', '211000', [])), 'it was on no panel').toBe(false)
  const masked = await pictureOf(minutes, 100)
  expect(await retell(minutes, parts, masked!, { topic: 'overview/211000@public', until: 100 })).toBeNull()
})

test('[REC2] [REC10] a minute is recorded once, and has what was told before it', async () => {
  const recorder = recording()
  set(recorder, 'a', 1)
  await recorder.look()
  set(recorder, 'a', 2)
  await recorder.look()
  expect((await pictureOf(minutes, 100))?.cells.get('a')?.value).toBe(1)
  at++
  await recorder.look()
  expect((await pictureOf(minutes, 101))?.cells.get('a')?.value).toBe(2)
  expect(minutes.pulse(90, 15, 2)).toEqual([2, 0])
})

test('[REC7] a clock that was set back takes the future with it', async () => {
  const recorder = recording()
  for (at = 100; at < 105; at++) await recorder.look()
  at = 102
  set(recorder, 'a', 9)
  await recorder.look()
  expect(minutes.spans()).toEqual([
    { from: 100, to: 101 },
    { from: 102, to: 102 },
  ])
  expect((await pictureOf(minutes, 102))?.cells.get('a')?.value).toBe(9)
})

test('[REC5] more than is kept goes, the oldest keyframe first; the newest stays', async () => {
  const recorder = recording({ ...KEEP, bytes: 1 })
  for (at = 100; at < 230; at++) await recorder.look()
  await recorder.look()
  expect(minutes.spans()).toEqual([{ from: 220, to: 230 }])
})

test('[REC6] a minute that cannot be written is said once and makes a hole; a broken file leaves the city running', async () => {
  const recorder = recording()
  await recorder.look()
  const write = minutes.write.bind(minutes)
  minutes.write = () => {
    throw new Error('disk full')
  }
  for (at = 101; at < 103; at++) await recorder.look()
  minutes.write = write
  await recorder.look()
  expect(minutes.spans()).toEqual([
    { from: 100, to: 100 },
    { from: 103, to: 103 },
  ])
  expect(lines).toEqual([expect.stringContaining('disk full')])
  minutes.stop()

  writeFileSync(join(folder, 'replay.db'), 'x'.repeat(4096))
  const log = (_level: string, _who: string, message: string) => void lines.push(message)
  const opened = openRecording({ dataDir: folder, keep: KEEP, now: () => 0, log })
  expect([opened.minutes, opened.told, lines.length]).toEqual([null, undefined, 2])
})
