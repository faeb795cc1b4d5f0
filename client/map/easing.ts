const X1 = 0.2
const X2 = 0

/** cubic-bezier(.2, 0, 0, 1): the one ease of the wall. From 0 to 1 for 0 to 1. */
export function ease(time: number): number {
  if (time <= 0) return 0
  if (time >= 1) return 1
  // The curve's x rises steadily with its parameter, so halving finds the parameter; 24 times is finer than a pixel.
  let low = 0
  let high = 1
  for (let round = 0; round < 24; round++) {
    const middle = (low + high) / 2
    if (bezier(X1, X2, middle) < time) low = middle
    else high = middle
  }
  return bezier(0, 1, low)
}

/** From 0 to 1 with these two control values. */
const bezier = (a: number, b: number, t: number) =>
  3 * a * t * (1 - t) ** 2 + 3 * b * t ** 2 * (1 - t) + t ** 3
