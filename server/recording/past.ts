import type { LiveCell } from '../../shared/city/city.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { CellsMessage } from '../../shared/sync/protocol.ts'
import { Hub, type HubParts } from '../live/hub.ts'
import { unpackFrame, type Frame } from './frame.ts'
import type { Minute, Minutes } from './minutes.ts'

/** The city as screens could be told of it in one minute. */
export interface Picture {
  readonly at: number
  readonly run: number
  readonly cells: Map<string, LiveCell>
}

/** What a screen that goes back is told: first the whole topic, then what each minute changed of it. */
export interface Retold {
  /** The last minute of which this speaks. */
  readonly until: number
  readonly messages: readonly CellsMessage[]
}

/** A cell of then: its value is read when somebody is told of it. */
class PastCell implements LiveCell {
  readonly key: string
  readonly json: string | null
  readonly seq: number

  constructor(key: string, json: string, seq: number) {
    this.key = key
    this.json = json === '' ? null : json
    this.seq = seq
  }

  get value(): Value {
    return this.json === null ? null : (JSON.parse(this.json) as Value)
  }
}

/** null: nothing was recorded then. */
export async function pictureOf(minutes: Minutes, at: number): Promise<Picture | null> {
  const rows = minutes.upTo(at)
  const [first] = rows
  if (first === undefined || !isWithin(minutes, at)) return null
  const cells = new Map<string, LiveCell>()
  for (const row of rows) takeIn(cells, await unpackFrame(row.data), row)
  // A change after which there is nothing to tell of a cell is told once, and this picture is the first.
  for (const [key, { json }] of cells) if (json === null) cells.delete(key)
  return { at: rows.at(-1)!.at, run: first.run, cells }
}

const isWithin = (minutes: Minutes, at: number): boolean =>
  minutes.spans().some(({ from, to }) => from <= at && at <= to)

/** Answers the cells that changed. A keyframe has all there is, and what it does not have is gone. */
function takeIn(cells: Map<string, LiveCell>, frame: Frame, { at, keyframe }: Minute): LiveCell[] {
  const changed: LiveCell[] = []
  const put = (key: string, json: string) => {
    if ((cells.get(key)?.json ?? '') === json) return
    const cell = new PastCell(key, json, at)
    cells.set(key, cell)
    changed.push(cell)
  }
  for (const [key, json] of frame) put(key, json)
  if (keyframe === at) for (const key of cells.keys()) if (!frame.has(key)) put(key, '')
  return changed
}

/**
 * By the hub that tells of now: masked by the rules of now, with the scenes of then. The picture is moved on to the last minute that is told.
 * null: there is no such topic.
 */
export async function retell(
  minutes: Minutes,
  parts: HubParts,
  picture: Picture,
  { topic, until }: { readonly topic: string; readonly until: number },
): Promise<Retold | null> {
  const { at, run, cells } = picture
  const scene = (id: string) => (cells.get(`doc:scene/${id}`)?.value ?? null) as SceneDocument | null
  const hub = new Hub(parts, { epoch: `replay.${at}`, head: at, cells, scene })
  const whole = hub.answer(topic, null)
  if (whole === null) return null
  const messages = [whole]
  let last = at
  for (const row of minutes.after(run, at, until)) {
    messages.push(...hub.flushed(takeIn(cells, await unpackFrame(row.data), row), row.at))
    last = row.at
  }
  return { until: last, messages }
}
