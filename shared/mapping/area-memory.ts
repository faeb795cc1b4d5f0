import type { Found } from './area.ts'
import type { Read } from './path.ts'

const MOST_REMEMBERED = 5000
const LONGEST_REMEMBERED = 60

interface Node {
  readonly inner: Map<unknown, Node>
  /** null: there is nothing to look at; undefined: nobody has looked yet. */
  found: Found | null | undefined
}

const newNode = (): Node => ({ inner: new Map(), found: undefined })

/**
 * Sources repeat some hundred names of places for ever, and to look one up takes longer than all the rest of a record. So
 * the answer is kept by the values as they stand in the record; it depends on nothing else. When there is too much of it,
 * all is forgotten at once: a source of endless names gains nothing and costs no more.
 */
export function rememberAreas(
  reads: readonly Read[],
  find: (values: readonly unknown[]) => Found | null,
): (raw: unknown) => Found | null {
  let root = newNode()
  let size = 0
  const findAnew = (raw: unknown) => find(reads.map(read => read(raw)))

  return raw => {
    if (size > MOST_REMEMBERED) {
      root = newNode()
      size = 0
    }
    let node = root
    for (let i = 0; i < reads.length; i++) {
      const value = reads[i]!(raw)
      if (!isRememberable(value)) return findAnew(raw)
      let next = node.inner.get(value)
      if (next === undefined) {
        next = newNode()
        node.inner.set(value, next)
        size++
      }
      node = next
    }
    if (node.found === undefined) node.found = findAnew(raw)
    return node.found
  }
}

const isRememberable = (value: unknown): boolean =>
  typeof value === 'string' ? value.length <= LONGEST_REMEMBERED : value === null || typeof value !== 'object'
