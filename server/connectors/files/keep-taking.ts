import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedAccess, Running } from '../connector.ts'
import { keepAsking } from '../pace.ts'
import { matcherOf, type Folder } from './folder.ts'
import type { FilesSettings } from './settings.ts'
import { Taker } from './taker.ts'

/** Whoever writes a file stands still for less than this (real time), mostly; one that still grows is read again later. */
const SETTLED_MS = 3_000

/** Takes what is laid into a folder: the newest file first, then those that lay there before it. */
export function keepTaking(access: FeedAccess, settings: FilesSettings, folder: Folder): Running {
  const taker = new Taker(access, settings)
  const fits = matcherOf(settings.pattern)
  const look = async (signal: AbortSignal) => taker.look(await folder.list(fits, signal))
  return keepAsking(access, {
    schedule: { type: 'every', seconds: settings.everySeconds },
    turn: async signal => {
      const isSettled = await look(signal)
      if (!isSettled) {
        await settling(access, settings, signal)
        await look(signal)
      }
      const isMoreComing = !isSettled || taker.isUntouched()
      await taker.takeNext(signal)
      taker.complain()
      // Nothing new is no report, and what kept us out before is no reason any more.
      await access.reached()
      return isMoreComing
    },
    past: signal => taker.takeNext(signal),
  })
}

async function settling(
  { speed }: FeedAccess,
  { everySeconds }: FilesSettings,
  signal: AbortSignal,
): Promise<void> {
  await sleep(Math.min(SETTLED_MS, (everySeconds * 1000) / speed), undefined, { signal })
}
