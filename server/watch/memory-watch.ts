import { getHeapStatistics } from 'node:v8'
import type { Alarms } from '../alarms/alarms.ts'

const LOOK_MS = 1_000
/** Of what the heap may have: from here on nothing is done that takes much, and from there on nothing at all. */
const SHORT = 0.75
const OVER = 0.88
/** One look may fall before a collection. */
const LOOKS = 2

export interface MemoryWatchParts {
  readonly alarms: Alarms
  /** Ends the process in order, before it is ended in no order. */
  readonly end: (why: string) => void
  /** Bytes; for tests. */
  readonly heap?: () => { readonly used: number; readonly limit: number }
}

export interface MemoryWatch {
  /** What takes much memory for one who asks is not to be done now. */
  isShort(): boolean
  stop(): void
}

const heapOf = () => {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
  return { used, limit }
}

/** A process whose memory runs out is killed in the middle of something; this one sheds what it can and then stops by itself (F-24). */
export function watchMemory({ alarms, end, heap = heapOf }: MemoryWatchParts): MemoryWatch {
  let [short, over] = [0, 0]
  const timer = setInterval(() => {
    const { used, limit } = heap()
    const share = used / limit
    short = share >= SHORT ? short + 1 : 0
    over = share >= OVER ? over + 1 : 0
    const told = `${Math.round(used / 2 ** 20)} of ${Math.round(limit / 2 ** 20)} MB`
    if (short >= LOOKS)
      alarms.raise('memory', `it has ${told}: questions about the past wait until there is more`)
    else alarms.clear('memory')
    if (over >= LOOKS) {
      clearInterval(timer)
      end(`the memory is used up: ${told}`)
    }
  }, LOOK_MS)
  timer.unref()
  return { isShort: () => short >= LOOKS, stop: () => clearInterval(timer) }
}
