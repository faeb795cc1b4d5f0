const MOST_GROWTH = 10

/**
 * A9: more than ten times what a number should be near, or less than a tenth of it. Such a number was mostly told in another unit, or
 * with a sign too many. From nothing there is no jump.
 */
export function isTenfold(from: number, to: number): boolean {
  const [a, b] = [Math.abs(from), Math.abs(to)]
  return a > 0 && b > 0 && (b > a * MOST_GROWTH || a > b * MOST_GROWTH)
}
