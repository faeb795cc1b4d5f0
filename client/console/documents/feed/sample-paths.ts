import type { Fields, Value } from '../../../../shared/model/value.ts'
import type { FeedSample } from '../../../../shared/sync/trial.ts'
import { isFields } from '../members.ts'

/** A place of a record and what the records that were seen say there. */
export interface SeenPath {
  readonly path: string
  /** The first value that is anything. */
  readonly example: Value
  /** In how many records there is anything. */
  readonly count: number
}

const DEEPEST = 5
const MOST_PATHS = 200

/** As the mapping names them: `a.b`, `"投资.额".c`; of a list the first row. */
export function seenPaths(records: readonly Value[]): readonly SeenPath[] {
  const seen = new Map<string, SeenPath>()
  for (const record of records) for (const [path, value] of pathsIn(record, '', 0)) note(seen, path, value)
  return [...seen.values()]
}

function note(seen: Map<string, SeenPath>, path: string, value: Value): void {
  const before = seen.get(path)
  if (before === undefined && seen.size >= MOST_PATHS) return
  const isThere = value !== null && value !== ''
  const example =
    before === undefined || before.example === null || before.example === '' ? value : before.example
  seen.set(path, { path, example, count: (before?.count ?? 0) + (isThere ? 1 : 0) })
}

function pathsIn(value: Value, at: string, depth: number): readonly (readonly [string, Value])[] {
  if (!isFields(value) || depth >= DEEPEST) return at === '' ? [] : [[at, value]]
  return Object.entries(value).flatMap(([name, each]) => pathsIn(each, joined(at, name), depth + 1))
}

/** A name with a sign of the path language in it stands in quotes. */
function joined(at: string, name: string): string {
  const safe = /[.[\]"]/.test(name) ? JSON.stringify(name) : name
  return at === '' ? safe : `${at}.${safe}`
}

/** Records as far as they were shown whole: one that was cut is none. */
export function recordsOf({ records }: FeedSample): readonly Fields[] {
  return records.flatMap(({ raw }) => {
    try {
      const record: unknown = JSON.parse(raw)
      return isFields(record as Value) ? [record as Fields] : []
    } catch {
      return []
    }
  })
}
