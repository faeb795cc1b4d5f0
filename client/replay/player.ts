import { computed, readonly, ref, shallowRef } from 'vue'
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
export function createPlayer({ start, recorded, ask, later }: PlayerParts) {
  const at = ref(Math.floor(start / MINUTE) * MINUTE)
  const speed = ref<number>(10)
  const isPlaying = ref(false)
  const wire = shallowRef<ReturnType<typeof openPast> | null>(null)
  let topic = ''
  let epoch = 0
  let seq = 0
  let until = 0
  let queue: Message[] = []
  let asked = 0
  let isAsking = false
  let cancel = () => {}

  const last = recorded.spans[recorded.spans.length - 1]
  const spanOf = (time: number) => recorded.spans.find(({ from, to }) => from <= time && time <= to)
  const isHole = computed(() => spanOf(at.value) === undefined)

  function tell([, , , to, cells]: Message, whole: boolean): void {
    wire.value?.say('answer', topic, `replay.${epoch}`, 1, whole ? 0 : seq, to, cells)
    seq = to
  }

  function beat(): void {
    const now = at.value
    if (topic !== '')
      wire.value?.say('beat', topic, `replay.${epoch}`, seq, now, isPlaying.value ? speed.value : STANDING)
  }

  /** What is at a moment, or goes on from where the last answer ended. */
  async function load(whole: boolean): Promise<void> {
    const mine = ++asked
    if (topic === '' || isHole.value) return beat()
    isAsking = true
    try {
      const told = await ask(topic, whole ? at.value : until, isPlaying.value ? AHEAD : 0)
      if (mine === asked) take(told, whole)
    } catch (error) {
      console.warn('what was cannot be asked', error)
      if (mine === asked) wire.value?.say('disconnect', 'no answer')
    }
    if (mine === asked) isAsking = false
  }

  function take(told: Retold, whole: boolean): void {
    until = told.until
    const [first, ...rest] = told.messages
    if (!whole) queue.push(...rest)
    else if (first !== undefined) {
      epoch++
      queue = rest
      tell(first, true)
    }
    beat()
  }

  /** The next minute: as recorded, a hole, or not here yet, in which case the clock waits for it. */
  function step(): void {
    const next = at.value + MINUTE
    const span = spanOf(next)
    if (next > (last?.to ?? 0)) return pause()
    if (span === undefined || isHole.value) {
      at.value = next
      if (span !== undefined) void load(true)
    } else if (next <= until) {
      at.value = next
      while (queue[0] !== undefined && queue[0][3] * MINUTE <= next) tell(queue.shift()!, false)
    }
    if (span !== undefined && !isAsking && until - at.value < FEW && until < span.to) void load(false)
    beat()
    cancel = later(MINUTE / speed.value, step)
  }

  function seek(time: number): void {
    const first = recorded.spans[0]?.from ?? time
    at.value = Math.min(last?.to ?? time, Math.max(first, Math.floor(time / MINUTE) * MINUTE))
    until = at.value
    queue = []
    void load(true)
  }

  function play(): void {
    cancel()
    isPlaying.value = true
    if (!isAsking) void load(false)
    beat()
    cancel = later(MINUTE / speed.value, step)
  }

  function pause(): void {
    cancel()
    isPlaying.value = false
    beat()
  }

  function watchTopic(question: unknown): void {
    topic = (question as Watch).topic
    until = at.value
    void load(true)
  }

  return {
    ...{ at: readonly(at), speed: readonly(speed), isPlaying: readonly(isPlaying), isHole, recorded },
    ...{ seek, play, pause },
    run(times: number): void {
      speed.value = times
      if (isPlaying.value) play()
    },
    /** In place of the socket: asked the same question, it answers of then. */
    open(): Wire {
      const mine = openPast({ later, beat, watch: watchTopic })
      wire.value = mine
      return mine.wire
    },
  }
}

export type Player = ReturnType<typeof createPlayer>

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
