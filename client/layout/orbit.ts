/** Eight steps round the place where the picture belongs, two pixels away from it at most. */
const STEPS: readonly (readonly [x: number, y: number])[] = [
  [0, 0],
  [1, 1],
  [2, 0],
  [1, -1],
  [0, -2],
  [-1, -1],
  [-2, 0],
  [-1, 1],
]

const STEP_MS = 3 * 60_000

/** Where the canvas stands now, in device pixels: no line burns into one row of a panel that runs for years. */
export const orbitAt = (now: number): readonly [x: number, y: number] =>
  STEPS[Math.floor(now / STEP_MS) % STEPS.length] as readonly [number, number]

/** Between 22:00 and 6:00 walls are darker: eyes are, too. `minute` is the minute of the city's day. */
export const isNight = (minute: number): boolean => minute >= 22 * 60 || minute < 6 * 60
