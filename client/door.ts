import type { Shown } from '../shared/sync/protocol.ts'
import { ownVersion } from './frame/version.ts'
import { sparePage } from './layout/effects.ts'
import { tellOfHands } from './people/hands.ts'
import { takeHandsAway } from './screen/no-hands.ts'
import { startTelling } from './screen/telling.ts'
import { askOnce, type Seat } from './start.ts'
import type { useMirror } from './stores/mirror.ts'

/**
 * What a page does once its first picture is there: a wall takes no input and says what it shows, a desk keeps the session of whoever
 * sits there.
 */
export function settle(seat: Seat, now: () => number, mirror: Mirror, tell: (shown: Shown) => void): void {
  sparePage(now)
  if (seat !== 'wall') return tellOfHands(now)
  takeHandsAway()
  startTelling({ drawn: () => mirror.drawn, refused: () => mirror.refused, version: ownVersion(), tell })
}

type Mirror = Pick<ReturnType<typeof useMirror>, 'drawn' | 'refused'>

type Later = (ms: number, run: () => void) => () => void

/** A wall shows the code by which it is paired; a person signs in, and comes back to where he was. */
export async function letIn(seat: Seat, later: Later): Promise<void> {
  if (seat === 'wall') {
    const { showPairing } = await import('./screen/pairing-page.ts')
    return showPairing(ms => new Promise<void>(resolve => void later(ms, resolve)))
  }
  location.replace(`/enter?back=${encodeURIComponent(location.pathname + location.search)}`)
  return new Promise(() => undefined)
}

/** To the moment that the address names (client/replay). */
export const goBack = async () => (await import('./replay/go-back.ts')).goBack()
/** What a hand needs now, and what it needs in what was: a wall does not even know their names. */
export const handLayer = async () => (await import('./hands/HandLayer.vue')).default
export const replayBar = async () => (await import('./replay/ReplayBar.vue')).default
/** Another page: nothing of now stays in what was. */
export const leaveNow = async (now: number) => (await import('./replay/leave-now.ts')).leaveNow(now)

let looking = false

/**
 * The server sent this screen away, or does not have it. A wall that is still paired shows its key again and keeps its last picture;
 * whoever is nobody by now must not go on looking at it.
 */
export async function lookWhetherIn(seat: Seat): Promise<void> {
  if (looking) return
  looking = true
  try {
    if ((await askOnce(seat)) !== 'denied') return
    if (seat === 'wall' && (await isStillPaired())) return
    location.reload()
  } catch (error) {
    console.warn('whether this screen is let in could not be asked', error)
  } finally {
    looking = false
  }
}

async function isStillPaired(): Promise<boolean> {
  const { enter } = await import('./screen/pairing.ts')
  return (await enter()) === 'entered'
}

/** The way in, or the pages of whoever is in already. */
export async function showPeople(): Promise<void> {
  if (/^\/(enter|set-up)\b/.test(location.pathname))
    return (await import('./people/entrance-page.ts')).showEntrance()
  if (location.pathname === '/preview') return showPicture()
  if (location.pathname === '/investor') return (await import('./investor/investor-page.ts')).showInvestor()
  if (location.pathname === '/about') return (await import('./about/about-page.ts')).showAbout()
  return (await import('./people/people-page.ts')).showPeoplePage()
}

/** What the console frames: a scene that is drafted, or panels over the records of a trial. */
async function showPicture(): Promise<void> {
  const isTrial = new URLSearchParams(location.search).has('trial')
  if (isTrial) return (await import('./preview/trial-page.ts')).showTrial()
  return (await import('./preview/preview-page.ts')).showPreview()
}
