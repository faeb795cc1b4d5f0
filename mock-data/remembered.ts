/** The last few values of a function of a number: the truth is never stored, only remembered while it is of use. */
export function remembered<T>(make: (key: number) => T, limit: number): (key: number) => T {
  const kept = new Map<number, T>()
  return key => {
    const value = kept.has(key) ? kept.get(key)! : make(key)
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > limit) kept.delete(kept.keys().next().value!)
    return value
  }
}
