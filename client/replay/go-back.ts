import { dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { Recorded, Retold } from '../../shared/sync/replay.ts'
import { later } from '../live/browser.ts'
import { get, Refusal } from '../people/asking.ts'
import { atIn } from './moment.ts'
import { Player } from './player.ts'
import './replay.css'

let player: Player | null = null

export const askRecorded = (day: number): Promise<Recorded> =>
  get(`/api/replay/recorded?from=${startOfDay(dayNumber(day))}`)

const askThen = (topic: string, at: number, minutes: number): Promise<Retold> =>
  get(`/api/replay?topic=${encodeURIComponent(topic)}&at=${at}&minutes=${minutes}`)

/**
 * Of a page whose address names a moment: what takes the place of its connection. null: it names none, or it is not for whoever sits here;
 * the page says what is now, as its address does from then on. Where nothing was recorded every moment is a hole.
 */
export async function goBack(): Promise<Player | null> {
  const start = atIn(location.search)
  if (start === null) return null
  const recorded = await askUntilAnswered(start)
  if (recorded === null) {
    history.replaceState(null, '', location.pathname)
    return null
  }
  document.documentElement.dataset['replay'] = ''
  player = new Player({ start, recorded, ask: askThen, later })
  return player
}

/** What was is never put in the place of now because a server was slow to answer, nor now in the place of what was. */
async function askUntilAnswered(start: number): Promise<Recorded | null> {
  for (;;) {
    try {
      return await askRecorded(start)
    } catch (error) {
      if (error instanceof Refusal) return null
      console.warn('the server does not answer yet', error)
      await new Promise<void>(resolve => void later(2_000, resolve))
    }
  }
}

export function thePlayer(): Player {
  if (player === null) throw new Error('this page shows what is now')
  return player
}
