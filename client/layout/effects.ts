/** What judging a machine needs of it. */
export interface Machine {
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly frame: (run: () => void) => void
  readonly later: (ms: number, run: () => void) => void
  /** Whether numbers change without motion from now on. */
  readonly still: (on: boolean) => void
}

/** As long as a digit rolls. */
const LOOK_MS = 400
/** Below 20 frames a second a motion is a stutter. */
const SLOW_FRAME_MS = 50
/** A page that was hidden, or a machine that slept, says nothing of how fast it is. */
const ASLEEP_MS = 60_000
/** One stutter may be chance. */
const STUTTERS = 3
const REST_MS = 10 * 60_000

/**
 * Effects give way before numbers do (F-54): where motions stutter time after time, there are none for ten minutes; then one more is
 * tried. Returns what to call when a motion begins. Frames are asked for only while something moves.
 */
export function createEffects({ now, frame, later, still }: Machine): () => void {
  let stutters = 0
  let looking = false
  let resting = false

  function judge(took: number, frames: number): void {
    if (took > ASLEEP_MS) return
    stutters = took / frames > SLOW_FRAME_MS ? stutters + 1 : 0
    if (stutters < STUTTERS) return
    resting = true
    still(true)
    later(REST_MS, () => {
      resting = false
      stutters = STUTTERS - 1
      still(false)
    })
  }

  return () => {
    if (looking || resting) return
    looking = true
    const begun = now()
    let frames = 0
    const look = () => {
      frames++
      const took = now() - begun
      if (took < LOOK_MS) return frame(look)
      looking = false
      judge(took, frames)
    }
    frame(look)
  }
}

/** From now on this page moves only where its machine can. */
export function sparePage(now: () => number): void {
  const { dataset } = document.documentElement
  let chosen: string | undefined
  const begun = createEffects({
    now,
    frame: run => void requestAnimationFrame(run),
    later: (ms, run) => void setTimeout(run, ms),
    still(on) {
      if (on) chosen = dataset['motion']
      dataset['motion'] = on ? 'off' : (chosen ?? 'auto')
    },
  })
  document.addEventListener('animationstart', begun)
}
