import { parseCellKey, type CellAddress } from '../../shared/model/cell.ts'

/** Which cells there are, by what they are of. Values stand elsewhere, once. */
export interface CellIndex {
  /** Notes that a cell is there or gone; answers the group it belongs to, null for one that is never asked for as a group. */
  note(key: string, here: boolean): string | null
  /** Addresses by key, of a metric in one place. */
  of(metric: string, area: string): Iterable<readonly [string, CellAddress]>
  /** Keys of a family of documents. */
  documents(family: string): Iterable<string>
}

export const metricGroup = (metric: string, area: string): string => `${metric}|${area}`
export const familyGroup = (family: string): string => `doc:${family}`

export function createCellIndex(): CellIndex {
  const addresses = new Map<string, Map<string, CellAddress>>()
  const families = new Map<string, Map<string, true>>()

  return {
    note(key, here) {
      const address = parseCellKey(key)
      if (address !== null) {
        const group = metricGroup(address.metric, address.area)
        setIn(addresses, group, key, here ? address : null)
        return group
      }
      const family = familyOf(key)
      if (family === null) return null
      setIn(families, family, key, here ? true : null)
      return familyGroup(family)
    },
    of: (metric, area) => addresses.get(metricGroup(metric, area)) ?? [],
    documents: family => families.get(family)?.keys() ?? [],
  }
}

function familyOf(key: string): string | null {
  const slash = key.startsWith('doc:') ? key.indexOf('/') : -1
  return slash === -1 ? null : key.slice(4, slash)
}

function setIn<V>(tree: Map<string, Map<string, V>>, branch: string, key: string, value: V | null): void {
  const leaves = tree.get(branch)
  if (value === null) {
    leaves?.delete(key)
    if (leaves?.size === 0) tree.delete(branch)
  } else if (leaves === undefined) tree.set(branch, new Map([[key, value]]))
  else leaves.set(key, value)
}
