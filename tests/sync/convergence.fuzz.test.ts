import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '../../shared/model/fact.ts'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { ScreenModel, nothingHappened, type Happened } from './screen-model.ts'
import { ServerModel } from './server-model.ts'
import { LONG } from '../../scripts/check/long-form.ts'

const TOPICS = ['overview/211000@internal', 'overview/211002@internal', 'overview/211021100@internal']

type Step =
  | { readonly do: 'push'; readonly id: number; readonly gone: boolean; readonly amount: number }
  | { readonly do: 'tick'; readonly minutes: number }
  | { readonly do: 'deliver' | 'drop' | 'repeat' | 'reorder'; readonly screen: number; readonly at: number }
  | { readonly do: 'reconnect'; readonly screen: number }
  | { readonly do: 'restore'; readonly lost: number }
  | {
      readonly do:
        | 'flush'
        | 'arrive'
        | 'beat'
        | 'checkpoint'
        | 'crash'
        | 'reshape'
        | 'recount'
        | 'forget'
        | 'join'
    }

const small = fc.nat(5)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  // Few things, put and dropped again, so that numbers come back to what they were.
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      id: fc.nat(2),
      gone: fc.boolean(),
      amount: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const), minutes: fc.nat(90) }) },
  // Days, after which the city itself forgets what was removed.
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const), minutes: fc.constant(1_500) }) },
  { weight: 6, arbitrary: fc.constant({ do: 'flush' as const }) },
  { weight: 6, arbitrary: fc.constant({ do: 'arrive' as const }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('deliver' as const), screen: small, at: small }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('drop' as const, 'repeat' as const, 'reorder' as const),
      screen: small,
      at: small,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconnect' as const), screen: small }) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'beat' }, { do: 'checkpoint' }, { do: 'join' }) },
  { weight: 3, arbitrary: fc.constant({ do: 'crash' as const }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'reshape' }, { do: 'forget' }) },
  { weight: 3, arbitrary: fc.constant({ do: 'recount' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), lost: fc.nat(4) }) },
)

/** One server, its screens and what lies between them. */
class World {
  readonly server = new ServerModel()
  readonly screens: ScreenModel[] = []
  #versions = 0
  #now = START
  readonly #happened: Happened

  constructor(happened: Happened) {
    this.#happened = happened
    this.join()
  }

  join(): void {
    if (this.screens.length === 4) return
    const topic = TOPICS[this.screens.length % TOPICS.length] as string
    this.screens.push(
      new ScreenModel(topic, this.#happened, (screen, { topic: name, cursor }) => {
        const message = this.server.answer(name, cursor)
        if (message === null) throw new Error(`${name} was refused`)
        this.#happened[message[2] === 0 ? 'wholes' : 'deltas']++
        screen.send({ type: 'answer', message: this.server.lines.answer(message) })
        this.beat(screen)
      }),
    )
  }

  beat(screen: ScreenModel): void {
    const { epoch, to } = this.server.position(screen.topic)
    screen.send({ type: 'beat', message: [screen.topic, epoch, to, this.#now, 1] })
  }

  flush(): void {
    for (const message of this.server.flush())
      for (const screen of this.screens)
        if (screen.topic === message[0])
          screen.send({ type: 'news', message: this.server.lines.news(message) })
  }

  /** A server that comes back finds its screens gone; they come back and ask. */
  restart(what: 'crashes' | 'reshapes' | 'restores', how: () => void): void {
    this.#happened[what]++
    how()
    for (const screen of this.screens) screen.reconnect()
  }

  push(facts: readonly Fact[]): void {
    this.server.push(facts)
  }

  take(step: Step): void {
    if ('screen' in step) return this.disturb(step)
    const all = (act: (screen: ScreenModel) => void) => this.screens.forEach(act)
    const doing: { readonly [name in typeof step.do]: () => void } = {
      push: () => step.do === 'push' && this.push([this.ticket(step.id, step.gone, step.amount)]),
      tick: () => step.do === 'tick' && this.tick(step.minutes),
      flush: () => this.flush(),
      beat: () => all(screen => this.beat(screen)),
      arrive: () => all(screen => screen.deliverAll()),
      join: () => this.join(),
      checkpoint: () => this.server.checkpoint(),
      forget: () => this.server.forgetRemoved(),
      crash: () => this.restart('crashes', () => this.server.crash()),
      reshape: () => this.restart('reshapes', () => this.server.reshape()),
      recount: () => this.server.recount(),
      restore: () =>
        step.do === 'restore' && this.restart('restores', () => this.server.restoreBackup(step.lost)),
    }
    doing[step.do]()
  }

  disturb(step: Extract<Step, { screen: number }>): void {
    const screen = this.screens[step.screen % this.screens.length]
    if (step.do === 'reconnect') screen?.reconnect()
    else screen?.[step.do](step.at)
  }

  tick(minutes: number): void {
    this.#now += minutes * 60_000
    this.push([{ type: 'tick', at: this.#now }])
  }

  ticket(id: number, gone: boolean, amount: number): Fact {
    const at = START + ++this.#versions
    const area = ['211002016', '211002017', '211021100'][id] as string
    const fields = { topic: id === 1 ? 'b' : 'a', dueAt: START + 3_600_000, amount }
    return ticketFact({
      id: `t/${id}`,
      op: gone ? 'drop' : 'put',
      version: this.#versions,
      at,
      hash: String(at),
      area,
      fields,
    })
  }

  /** Nothing is lost any more, and nothing new happens. */
  quiet(): void {
    for (let beats = 0; beats < 5; beats++) {
      this.flush()
      for (const screen of this.screens) {
        this.beat(screen)
        screen.deliverAll()
      }
    }
  }
}

const shownBy = (screen: ScreenModel) =>
  Object.fromEntries([...screen.cells].sort(([a], [b]) => (a < b ? -1 : 1)))

const truthFor = (world: World, topic: string) =>
  Object.fromEntries([...world.server.truth(topic)].sort(([a], [b]) => (a < b ? -1 : 1)))

function run(steps: readonly Step[], happened = nothingHappened()): World {
  const world = new World(happened)
  for (const step of steps) world.take(step)
  expectTruth(world)
  if (world.server.isRecounting) {
    happened.recounts++
    while (world.server.isRecounting) world.server.recount()
    expectTruth(world)
  }
  return world
}

function expectTruth(world: World): void {
  world.quiet()
  for (const screen of world.screens) expect(shownBy(screen)).toEqual(truthFor(world, screen.topic))
}

describe('convergence', () => {
  test('[SYNC1] (F-39) whatever happens, in the end every screen shows what the server has', () => {
    const happened = nothingHappened()
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 20, maxLength: 100 }), steps => void run(steps, happened)),
      { numRuns: LONG ? 5000 : 150, endOnFailure: false },
    )
    expect(happened.gaps).toBeGreaterThan(20)
    expect(happened.deltas).toBeGreaterThan(200)
    expect(happened.wholes).toBeGreaterThan(200)
    expect(happened.continued).toBeGreaterThan(50)
    expect(happened.reconnects).toBeGreaterThan(200)
    expect(happened.removals).toBeGreaterThan(20)
    expect(happened.recounts).toBeGreaterThan(10)
    for (const each of ['crashes', 'reshapes', 'restores', 'drops', 'repeats', 'reorders'] as const)
      expect(happened[each], each).toBeGreaterThan(20)
  })

  test('[SYNC1] a number that went and came back between checkpoint and crash does not stay on a screen', () => {
    const push = (gone: boolean): Step => ({ do: 'push', id: 0, gone, amount: 1 })
    const deliver: Step = { do: 'deliver', screen: 0, at: 5 }
    const world = run([
      ...([push(true), { do: 'checkpoint' }, { do: 'flush' }, deliver] as const),
      ...([push(false), { do: 'flush' }, deliver] as const),
      ...([push(true), { do: 'crash' }] as const),
    ])
    expect(world.screens[0]?.cells.has('all|211000||')).toBe(false)
  })

  test('[SYNC1] a number that is counted anew and then goes, before any checkpoint, goes from the screens too', () => {
    const push = (gone: boolean): Step => ({ do: 'push', id: 2, gone, amount: 0 })
    const counted = Array.from({ length: 6 }, (): Step => ({ do: 'recount' }))
    const world = run([
      ...([push(false), { do: 'reshape' }, ...counted, { do: 'arrive' }] as const),
      ...([push(true), { do: 'crash' }] as const),
    ])
    expect(world.screens[0]?.cells.has('all|211000||')).toBe(false)
  })

  test('[SYNC1] a screen that was away while everything was counted anew shows nothing of the shape before', () => {
    const push = (id: number): Step => ({ do: 'push', id, gone: false, amount: 1 })
    const counted = Array.from({ length: 12 }, (): Step => ({ do: 'recount' }))
    const lose: Step = { do: 'drop', screen: 0, at: 0 }
    const before = run([push(0), push(1), { do: 'flush' }, { do: 'arrive' }])
    expect(before.screens[0]?.cells.get('all|211000||')).toBe(2)
    expect(before.screens[0]?.cells.has('mean|211000||')).toBe(true)
    // Nothing of what it is told meanwhile arrives; then it asks from where it was.
    for (const step of [{ do: 'reshape' }, lose, lose, ...counted] as const) before.take(step)
    expect(before.server.isRecounting).toBe(false)
    expect(before.screens[0]?.cells.get('all|211000||')).toBe(2)
    before.take({ do: 'reconnect', screen: 0 })
    expectTruth(before)
    expect(before.screens[0]?.cells.get('all|211000||')).toBe(1)
    expect(before.screens[0]?.cells.has('mean|211000||')).toBe(false)
  })

  test('[SYNC1] [JRN16] a screen that was away while a copy was restored and went on shows the copy', () => {
    const push = (id: number, gone = false): Step => ({ do: 'push', id, gone, amount: 1 })
    const deliver: Step = { do: 'deliver', screen: 0, at: 5 }
    const lose: Step = { do: 'drop', screen: 0, at: 0 }
    const world = run([
      ...([push(0), push(1), { do: 'flush' }, deliver, deliver] as const),
      // What it asks when the copy comes is lost, and it asks again when that has gone on beyond it.
      ...([{ do: 'restore', lost: 1 }, lose, lose, push(0), push(0), { do: 'flush' }] as const),
      ...([{ do: 'reconnect', screen: 0 }] as const),
    ])
    expect(world.screens[0]?.cells.get('all|211000||')).toBe(1)
  })

  test('[SYNC12] where the answer that told the line is lost, its news are too, and the next beat mends it', () => {
    const happened = nothingHappened()
    const steps: Step[] = [
      { do: 'drop', screen: 0, at: 0 },
      { do: 'push', id: 0, gone: false, amount: 1 },
      { do: 'flush' },
      { do: 'arrive' },
    ]
    const world = run(steps, happened)
    expect(happened.unknown).toBe(1)
    expect(world.screens[0]?.cells.get('all|211000||')).toBe(1)
  })
})
