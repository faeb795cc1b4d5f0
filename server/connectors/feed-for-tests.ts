import { lookup } from 'node:dns'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedFault } from '../../shared/model/feed-fault.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { FeedAccess, Page, Taken } from './connector.ts'

/** 2026-11-23 00:00 in the city. */
export const NOW = 1_795_363_200_000

/** Everything may be reached. */
export const openReach: FeedAccess['reach'] = async () => lookup

/** A journal in memory behind a FeedAccess: what was taken counts only when `take` resolved. */
export interface FeedForTests {
  readonly access: FeedAccess
  readonly pages: Page[]
  readonly failures: string[]
  /** What screens would say of them, each once. */
  readonly faults: ReadonlySet<FeedFault>
  readonly logs: string[]
  /** As the journal has it. */
  readonly position: () => string | null
  readonly records: () => unknown[]
  readonly unreadable: () => string[]
  /** The next so many pages, and failed reports, cannot be kept. */
  readonly refuse: (times: number) => void
  /** Pages wait from now on until the answered function is called. */
  readonly hold: () => () => void
  /** Pages that `take` was asked to keep, kept or not. */
  readonly asked: () => number
}

export function feedForTests(settings: Fields, over: Partial<FeedAccess> = {}): FeedForTests {
  const journal = journalForTests()
  const logs: string[] = []
  const access: FeedAccess = {
    feed: 'feed',
    settings,
    secret: () => 'secret',
    hasSecret: () => false,
    fileOf: path => path,
    reach: openReach,
    position: journal.position,
    aside: work => work(),
    take: journal.take,
    fail: journal.fail,
    reached: async () => void logs.push('reached'),
    now: () => NOW,
    // A rest of a second is a tenth of one.
    speed: 10,
    log: (level, message) => logs.push(`${level} ${message}`),
    ...over,
  }
  return {
    ...journal,
    access,
    logs,
    records: () => journal.pages.flatMap(page => page.records),
    unreadable: () => journal.pages.flatMap(page => (page.unreadable ?? []).map(({ reason }) => reason)),
  }
}

function journalForTests() {
  const pages: Page[] = []
  const failures: string[] = []
  const faults = new Set<FeedFault>()
  let position: string | null = null
  let refusals = 0
  let asked = 0
  let gate = Promise.resolve()
  const refuseMaybe = () => {
    if (refusals-- > 0) throw new Error('no space left on device')
  }
  return {
    pages,
    failures,
    faults,
    position: () => position,
    take: async (page: Page): Promise<Taken> => {
      asked++
      await gate
      refuseMaybe()
      pages.push(page)
      position = page.position ?? position
      return {
        accepted: page.records.length,
        duplicate: 0,
        quarantined: page.unreadable?.length ?? 0,
        refused: 0,
      }
    },
    fail: async (reason: string, fault: FeedFault): Promise<void> => {
      refuseMaybe()
      failures.push(reason)
      faults.add(fault)
    },
    refuse: (times: number) => void (refusals = times),
    hold: () => {
      let open: () => void = () => undefined
      gate = new Promise(resolve => (open = resolve))
      return () => open()
    },
    asked: () => asked,
  }
}

/** A position as an earlier version would have left it: it does not say of which upstream it is. */
export function withoutMark(position: string | null): string {
  const { upstream, ...own } = JSON.parse(position ?? 'null') as { readonly upstream?: unknown }
  if (typeof upstream !== 'string' || !/^[0-9a-f]{16}$/.test(upstream))
    throw new Error(`it names no upstream: ${position}`)
  return JSON.stringify(own)
}

const PATIENCE_MS = 15_000

/** Waits until it holds; after so long it fails with what `told` says. */
export async function eventually(
  holds: () => boolean,
  told: () => unknown = () => holds,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + patienceMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`did not come about: ${JSON.stringify(told())}`)
    await sleep(10)
  }
}
