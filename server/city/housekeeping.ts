/** Between two looks at what is beyond its retention. */
const LOOK_MS = 1_000
/** Between two steps when there is more to do: most of the time belongs to everybody else. */
const STEP_MS = 25
/** A step that failed (a full disk) is tried again later; nothing else waits for it. */
const PAUSE_MS = 60_000

/** Prunes step by step for as long as the city runs. `step` answers whether there is more to do at once. */
export function startHousekeeping(step: () => boolean, onFailure: (error: unknown) => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const run = () => {
    timer = setTimeout(run, waitAfter(step, onFailure))
  }
  timer = setTimeout(run, LOOK_MS)
  return () => clearTimeout(timer)
}

function waitAfter(step: () => boolean, onFailure: (error: unknown) => void): number {
  try {
    return step() ? STEP_MS : LOOK_MS
  } catch (error) {
    onFailure(error)
    return PAUSE_MS
  }
}
