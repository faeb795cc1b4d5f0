/** So often in a span, each by himself; a start of the server forgets it, and the audit does not. */
export function createAllowance(now: () => number, spanMs: number) {
  const taken = new Map<string, readonly number[]>()
  return {
    /** False: it is too often, and does not count. */
    take(person: string, most: number): boolean {
      const recent = (taken.get(person) ?? []).filter(at => Math.abs(now() - at) < spanMs)
      const may = recent.length < most
      taken.set(person, may ? [...recent, now()] : recent)
      return may
    },
  }
}
