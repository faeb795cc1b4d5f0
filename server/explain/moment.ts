import { noneWanted, type WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Sql } from '../../shared/metrics/sql-parts.ts'
import { checkpointAhead } from '../engine/checkpoint-ahead.ts'
import type { Engine } from '../engine/engine.ts'
import type { Answer, Reader } from '../reader/reader.ts'

/** A checkpoint may fall between ours and the reading of it; then both are of different moments. */
const TRIES = 5

/** What the city said when it was asked. */
export interface Seen {
  readonly value: Value
  readonly seq: number
  readonly now: number
}

export interface Moment {
  readonly engine: Engine
  readonly reader: Pick<Reader, 'ask'>
}

export interface Asked {
  /** The cell of which the value is wanted; '' for none. */
  readonly cell: string
  /** Rollups that the questions look at. */
  readonly wanted?: WantedBlocks
  readonly queries: (now: number) => readonly Sql[]
}

/** Writes the checkpoint first, so that what is read and what is shown are of the same entry. */
export async function readAtOneMoment(
  { engine, reader }: Moment,
  { cell, wanted = noneWanted, queries }: Asked,
): Promise<{ readonly answer: Answer; readonly seen: Seen }> {
  for (let tries = 0; tries < TRIES; tries++) {
    await checkpointAhead(engine, wanted)
    engine.checkpoint(wanted)
    const { seq, now, cells } = engine.city
    const seen: Seen = { value: cells.get(cell)?.value ?? null, seq, now }
    const asked = queries(now).map(({ sql, params }) => ({ sql, params }))
    const answer = await reader.ask(asked)
    if (answer.applied === seq) return { answer, seen }
  }
  throw new Error('the city changes too fast to be read at one moment; ask again')
}
