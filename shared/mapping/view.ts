import type { Read } from './path.ts'

/**
 * The values of one record after another, by name. Records of one upstream have the same names in the same order nearly
 * always, so where a name stands is found out once and then known: asking each record for each name by itself takes
 * several times as long. Only what a record itself has is seen, never what it inherits.
 */
export interface View {
  /** To be called before anything is read from a record; what `reader` gives then reads that record. */
  readonly load: (record: object) => void
  readonly reader: (name: string) => Read
}

const ABSENT = -1

export function createView(): View {
  const names: string[] = []
  /** Where each of the names stands among the record's own. */
  let places: readonly number[] = []
  let shape: readonly string[] = []
  let values: readonly unknown[] = []

  return {
    load: record => {
      const keys = Object.keys(record)
      if (places.length !== names.length || !isSame(keys, shape)) {
        shape = keys
        places = names.map(name => keys.indexOf(name))
      }
      values = Object.values(record)
    },
    reader: name => {
      const known = names.indexOf(name)
      const index = known === -1 ? names.push(name) - 1 : known
      return () => {
        const place = places[index]!
        return place === ABSENT ? undefined : values[place]
      }
    },
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
