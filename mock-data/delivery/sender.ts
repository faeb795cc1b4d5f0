import { MINUTE } from '../../shared/calendar/civil.ts'
import type { Cancel, Clock } from '../clock.ts'
import type { Delivery } from './delivery.ts'
import { send, sendHeartbeat, sendSpoilt, type Receiver } from './posting.ts'
import type { Watermark } from './watermark.ts'

const SECOND = 1000
/** An upstream's own queue is bounded; what does not fit waits in the truth and is drawn later. */
const QUEUE_LIMIT = 1000
const BATCH_SIZE = 100
/** Above this many waiting deliveries it catches up by batches. */
const CATCH_UP_ABOVE = 20
const DRAW_STEP = 10 * MINUTE
const HEARTBEAT = 30 * SECOND
const FIRST_PAUSE = SECOND
const LONGEST_PAUSE = 60 * SECOND

export interface SenderOptions {
  readonly clock: Clock
  readonly receiver: Receiver
  readonly watermark: Watermark
  /** Deliveries with from < at <= to. */
  readonly draw: (from: number, to: number) => Delivery[]
  readonly silent: (at: number) => boolean
  /** Where a sender that remembers nothing begins. */
  readonly begin: number
}

interface Sending {
  queue: Delivery[]
  /** Everything up to here was drawn into the queue. */
  drawn: number
  /** City time of the last report, also an empty one. */
  reportedAt: number
  failures: number
  pauseUntil: number
  /** So many of the next are sent one by one: a batch with them in it was refused. */
  singly: number
  noted: number
  /** Whether anything came into the queue or was taken out of it since. */
  moved: boolean
}

/** Draws what is due and keeps trying until the receiver takes it (at least once, not always in order). */
export function startSender(options: SenderOptions): Cancel {
  const { clock, watermark, begin } = options
  const kept = watermark.read()
  const drawn = kept === null || kept > clock.now() ? begin : kept
  const sending: Sending = {
    queue: [],
    drawn,
    reportedAt: 0,
    failures: 0,
    pauseUntil: 0,
    singly: 0,
    noted: drawn,
    moved: drawn !== kept,
  }
  return clock.every(SECOND, () => turn(options, sending))
}

async function turn(options: SenderOptions, sending: Sending): Promise<void> {
  const now = options.clock.now()
  const mayGoOn = () => !options.silent(options.clock.now()) && options.clock.now() >= sending.pauseUntil
  while (mayGoOn() && (sending.queue.length > 0 || sending.drawn < now)) {
    fill(options, sending, now)
    await pass(options, sending)
  }
  note(options, sending)
  const quiet = mayGoOn() && now - sending.reportedAt >= HEARTBEAT
  if (quiet && (await sendHeartbeat(options.receiver)) === 'taken') sending.reportedAt = now
}

function fill({ draw }: SenderOptions, sending: Sending, now: number): void {
  while (sending.drawn < now && sending.queue.length < QUEUE_LIMIT) {
    const to = Math.min(sending.drawn + DRAW_STEP, now)
    const due = draw(sending.drawn, to)
    sending.queue.push(...due)
    sending.moved ||= due.length > 0
    sending.drawn = to
  }
}

/** One post: the first in the queue, or to catch up the first hundred. */
async function pass({ receiver, clock }: SenderOptions, sending: Sending): Promise<void> {
  const [first] = sending.queue
  if (first === undefined) return
  if (first.spoilt !== null) {
    sending.queue.shift()
    sending.moved = true
    await sendSpoilt(receiver, first)
    return
  }
  const size = sending.singly === 0 && sending.queue.length > CATCH_UP_ABOVE ? BATCH_SIZE : 1
  const taken = sending.queue.slice(0, size).filter(({ spoilt }) => spoilt === null)
  const answer = await send(receiver, taken)
  sending.singly = Math.max(0, sending.singly - 1)
  if (answer === 'taken') return settle(sending, taken, clock.now())
  if (answer === 'refused' && size > 1) {
    sending.singly = size
    return
  }
  // Refused by itself: the others shall not wait for it.
  if (answer === 'refused') sending.queue.push(sending.queue.shift()!)
  sending.pauseUntil =
    clock.now() + Math.min(FIRST_PAUSE * 2 ** sending.failures, LONGEST_PAUSE) * clock.speed
  sending.failures++
}

function settle(sending: Sending, taken: readonly Delivery[], now: number): void {
  const done = new Set(taken)
  sending.queue = sending.queue.filter(delivery => !done.has(delivery))
  sending.moved = true
  sending.failures = 0
  sending.reportedAt = now
}

/**
 * After a restart the oldest that was not taken is sent again, with all after it. A span in which nothing happened is drawn
 * again for nothing, so it need not be on the disk each second.
 */
function note({ watermark }: SenderOptions, sending: Sending): void {
  const oldest = sending.queue.reduce((min, { at }) => Math.min(min, at - 1), sending.drawn)
  if (!sending.moved && oldest - sending.noted < DRAW_STEP) return
  watermark.write(oldest)
  sending.noted = oldest
  sending.moved = false
}
