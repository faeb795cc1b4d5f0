import { computed, ref, type Ref } from 'vue'
import { MINUTE } from '../../shared/calendar/civil.ts'
import type { Watch } from '../../shared/sync/protocol.ts'
import type { Recorded, Retold } from '../../shared/sync/replay.ts'
import type { Wire } from '../live/link.ts'

export const SPEEDS = [1, 10, 60] as const

/** A clock that stands: slow enough for a night, and no speed of 0, which the wire does not have. */
const STANDING = 1e-5
/** Minutes asked for at once while it plays, and how few may be left when more are asked for. */
const AHEAD = 30
const FEW = 8 * MINUTE
const BEAT_MS = 3_000

export interface PlayerParts {
  readonly start: number
  readonly recorded: Recorded
  readonly ask: (topic: string, at: number, minutes: number) => Promise<Retold>
  readonly later: (ms: number, run: () => void) => () => void
}

type Message = Retold['messages'][number]

/**
 * Goes through what was recorded, and says it to a screen as its server would: whoever shows it knows no difference but the time. Values step
 * with the minute; between two of them there is nothing, and nothing is made up.
 */
export class Player {
  readonly #parts: PlayerParts
  readonly #at: Ref<number>
  readonly #speed = ref(10)
  readonly #isPlaying = ref(false)
  readonly isHole: Readonly<Ref<boolean>>
  #say: Say = () => undefined
  #topic = ''
  #epoch = 0
  #seq = 0
  #until = 0
  #queue: Message[] = []
  #asked = 0
  #isAsking = false
  #cancel = () => {}

  constructor(parts: PlayerParts) {
    this.#parts = parts
    this.#at = ref(wholeMinute(parts.start))
    this.isHole = computed(() => this.#spanOf(this.#at.value) === undefined)
  }

  get recorded(): Recorded {
    return this.#parts.recorded
  }

  get at(): Readonly<Ref<number>> {
    return this.#at
  }

  get speed(): Readonly<Ref<number>> {
    return this.#speed
  }

  get isPlaying(): Readonly<Ref<boolean>> {
    return this.#isPlaying
  }

  seek(time: number): void {
    const first = this.recorded.spans[0]?.from ?? time
    this.#at.value = Math.min(this.#end(), Math.max(first, wholeMinute(time)))
    this.#until = this.#at.value
    this.#queue = []
    void this.#load(true)
  }

  play(): void {
    this.#cancel()
    this.#isPlaying.value = true
    if (!this.#isAsking) void this.#load(false)
    this.#beat()
    this.#later()
  }

  pause(): void {
    this.#cancel()
    this.#isPlaying.value = false
    this.#beat()
  }

  run(times: number): void {
    this.#speed.value = times
    if (this.#isPlaying.value) this.play()
  }

  /** In place of the socket: asked the same question, it answers of then. */
  open(): Wire {
    const { wire, say } = openPast({
      later: this.#parts.later,
      beat: () => this.#beat(),
      watch: question => this.#watch(question as Watch),
    })
    this.#say = say
    return wire
  }

  #watch({ topic }: Watch): void {
    this.#topic = topic
    this.#until = this.#at.value
    void this.#load(true)
  }

  #spanOf(time: number) {
    return this.recorded.spans.find(({ from, to }) => from <= time && time <= to)
  }

  #end(): number {
    const { spans } = this.recorded
    return spans[spans.length - 1]?.to ?? this.recorded.now
  }

  #later(): void {
    this.#cancel = this.#parts.later(MINUTE / this.#speed.value, () => this.#step())
  }

  /** The next minute. */
  #step(): void {
    const next = this.#at.value + MINUTE
    if (next > this.#end()) return this.pause()
    this.#moveTo(next)
    this.#askAhead(next)
    this.#beat()
    this.#later()
  }

  /** As recorded, a hole, or not here yet, in which case the clock waits for it. */
  #moveTo(next: number): void {
    const span = this.#spanOf(next)
    if (span === undefined || this.isHole.value) {
      this.#at.value = next
      if (span !== undefined) void this.#load(true)
    } else if (next <= this.#until) {
      this.#at.value = next
      while (this.#queue[0] !== undefined && this.#queue[0][3] * MINUTE <= next)
        this.#tell(this.#queue.shift()!, false)
    }
  }

  #askAhead(next: number): void {
    const span = this.#spanOf(next)
    if (span === undefined || this.#isAsking) return
    if (this.#until - this.#at.value < FEW && this.#until < span.to) void this.#load(false)
  }

  /** What is at a moment, or goes on from where the last answer ended. */
  async #load(whole: boolean): Promise<void> {
    const mine = ++this.#asked
    this.#isAsking = false
    if (this.#topic === '' || this.isHole.value) return this.#beat()
    this.#isAsking = true
    try {
      const from = whole ? this.#at.value : this.#until
      const told = await this.#parts.ask(this.#topic, from, this.#isPlaying.value ? AHEAD : 0)
      if (mine === this.#asked) this.#take(told, whole)
    } catch (error) {
      console.warn('what was cannot be asked', error)
      if (mine === this.#asked) this.#say('disconnect', 'no answer')
    }
    if (mine === this.#asked) this.#isAsking = false
  }

  #take(told: Retold, whole: boolean): void {
    this.#until = told.until
    const [first, ...rest] = told.messages
    if (!whole) this.#queue.push(...rest)
    else if (first !== undefined) {
      this.#epoch++
      this.#queue = rest
      this.#tell(first, true)
    }
    this.#beat()
  }

  #tell([, , , to, cells]: Message, whole: boolean): void {
    this.#say('answer', this.#topic, `replay.${this.#epoch}`, 1, whole ? 0 : this.#seq, to, cells)
    this.#seq = to
  }

  #beat(): void {
    const speed = this.#isPlaying.value ? this.#speed.value : STANDING
    if (this.#topic !== '')
      this.#say('beat', this.#topic, `replay.${this.#epoch}`, this.#seq, this.#at.value, speed)
  }
}

const wholeMinute = (time: number): number => Math.floor(time / MINUTE) * MINUTE

type Say = (event: string, ...parts: unknown[]) => void

interface PastParts {
  readonly later: PlayerParts['later']
  readonly beat: () => void
  readonly watch: (question: unknown) => void
}

function openPast({ later, beat, watch }: PastParts) {
  const listeners = new Map<string, (...parts: unknown[]) => void>()
  const say = (event: string, ...parts: unknown[]) => listeners.get(event)?.(...parts)
  const again = () => {
    beat()
    cancel = later(BEAT_MS, again)
  }
  let cancel = later(0, () => {
    say('connect')
    again()
  })
  const wire: Wire = {
    on: (event, listener) => void listeners.set(event, listener),
    emit: (event, question) => event === 'watch' && watch(question),
    close() {
      cancel()
      listeners.clear()
    },
  }
  return { wire, say }
}
