import type { Value } from '../model/value.ts'
import type { CellsMessage, Cursor } from './protocol.ts'

/** A screen's copy of one topic. Changed in place: it may hold thousands of cells and changes several times a second. */
export interface Mirror {
  readonly topic: string
  epoch: string
  seq: number
  readonly cells: Map<string, Value>
}

export type Received =
  /** Taken in; these keys changed. `whole`: everything was replaced. */
  | { readonly type: 'applied'; readonly keys: readonly string[]; readonly whole: boolean }
  /** Nothing new in it, or it is of another topic. */
  | { readonly type: 'ignored' }
  /** It starts after where the mirror is: ask again. */
  | { readonly type: 'gap' }

export const emptyMirror = (topic: string): Mirror => ({ topic, epoch: '', seq: 0, cells: new Map() })

export const cursorOf = (mirror: Mirror): Cursor | null =>
  mirror.epoch === '' ? null : { epoch: mirror.epoch, seq: mirror.seq }

const IGNORED = { type: 'ignored' } as const
const GAP = { type: 'gap' } as const

export function receive(mirror: Mirror, message: CellsMessage): Received {
  const [topic, epoch, from, to, cells] = message
  if (topic !== mirror.topic) return IGNORED
  if (from === 0) return replaceAll(mirror, epoch, to, cells)
  if (from > mirror.seq || !continues(mirror, epoch, from)) return GAP
  if (to <= mirror.seq && epoch === mirror.epoch) return IGNORED
  const keys: string[] = []
  for (let i = 0; i + 1 < cells.length; i += 2)
    keys.push(put(mirror, cells[i] as string, cells[i + 1] as Value))
  mirror.epoch = epoch
  mirror.seq = to
  return { type: 'applied', keys, whole: false }
}

/**
 * A server that came back is another epoch. When it answers from just where the mirror is, it has found the mirror's cursor in the
 * history of that epoch (SYNC14).
 */
const continues = (mirror: Mirror, epoch: string, from: number): boolean =>
  epoch === mirror.epoch || (mirror.epoch !== '' && from === mirror.seq)

/** A whole topic older than the mirror is a straggler of a question asked twice. */
function replaceAll(mirror: Mirror, epoch: string, to: number, cells: readonly unknown[]): Received {
  if (epoch === mirror.epoch && to < mirror.seq) return IGNORED
  const keys = new Set(mirror.cells.keys())
  mirror.cells.clear()
  for (let i = 0; i + 1 < cells.length; i += 2)
    keys.add(put(mirror, cells[i] as string, cells[i + 1] as Value))
  mirror.epoch = epoch
  mirror.seq = to
  return { type: 'applied', keys: [...keys], whole: true }
}

function put(mirror: Mirror, key: string, value: Value): string {
  if (value === null) mirror.cells.delete(key)
  else mirror.cells.set(key, value)
  return key
}

/** Whether a heartbeat says that the mirror is behind. */
export const isBehind = (mirror: Mirror, epoch: string, to: number): boolean =>
  mirror.epoch !== epoch || mirror.seq < to
