import type { Computed, Outcome } from '../../shared/mapping/expressions.ts'
import { FeedError } from '../connectors/connector.ts'
import { createConvictions, type Convictions } from './convictions.ts'
import { createProgram, MEMORY_MB, type Program } from './program.ts'

/** What the expressions of a feed's mapping make of records, in their order. Nobody waits for another's that do not end. */
export type Evaluate = (
  feed: string,
  texts: readonly string[],
  records: readonly unknown[],
) => Promise<readonly Computed[]>

export interface Evaluator {
  readonly evaluate: Evaluate
  stop(): Promise<void>
}

/** At first a record has so long. A machine may be busy with something else: */
const PATIENCE_MS = 500
/** so what took too long, or all memory, is tried once more, each expression by itself. */
const LAST_PATIENCE_MS = 1_500
/** So many records of one report may end the program by one expression; it is not tried on the others. */
const MOST_ENDED = 3
/** One feed's turn: then it is the next one's. */
const TURN = { records: 200, signs: 1_000_000 }
/** A record that is larger is none that expressions are for. */
const LARGEST_RECORD = 262_144
/** A program that nobody needs is ended. */
const IDLE_MS = 120_000

/** One report of one feed. */
interface Job {
  readonly texts: readonly string[]
  /** As JSON; null: it cannot be shown to an expression. */
  readonly records: readonly (string | null)[]
  readonly computed: Computed[]
  /** How many records ended the program, by expression. */
  readonly ended: Map<string, number>
  /** A record that ended the program, while its expressions are tried by themselves. */
  suspect: Suspect | null
  readonly resolve: (computed: readonly Computed[]) => void
  readonly reject: (error: Error) => void
}

interface Suspect {
  readonly record: string
  readonly texts: string[]
  readonly made: Map<string, Outcome>
}

/**
 * One program for the whole server. Feeds take turns, so a record that ends the program costs the others at most its own time; each
 * feed's reports are answered in the order in which they came.
 */
export function createEvaluator(program: Program = createProgram()): Evaluator {
  const waiting = new Map<string, Job[]>()
  const ground = { program, convictions: createConvictions() }
  let isWorking = false
  let isStopped = false
  let idle: ReturnType<typeof setTimeout> | undefined

  async function work(): Promise<void> {
    if (isWorking) return
    isWorking = true
    clearTimeout(idle)
    for (let next = firstOf(waiting); next !== null; next = firstOf(waiting))
      await turnOf(next, ground, waiting)
    isWorking = false
    if (!isStopped) idle = setTimeout(() => void program.rest(), IDLE_MS).unref()
  }

  return {
    evaluate: (feed, texts, records) =>
      new Promise((resolve, reject) => {
        if (isStopped) return reject(stopping())
        const job: Job = {
          ...{ texts, records: records.map(asJson), computed: [], ended: new Map() },
          ...{ suspect: null, resolve, reject },
        }
        waiting.set(feed, [...(waiting.get(feed) ?? []), job])
        void work()
      }),
    async stop() {
      isStopped = true
      clearTimeout(idle)
      for (const job of [...waiting.values()].flat()) job.reject(stopping())
      waiting.clear()
      await program.stop()
    },
  }
}

const stopping = () => new FeedError('the server is stopping', { blame: 'ours', retry: true })

interface Turn {
  readonly feed: string
  readonly job: Job
}

function firstOf(waiting: ReadonlyMap<string, readonly Job[]>): Turn | null {
  for (const [feed, [job]] of waiting) if (job !== undefined) return { feed, job }
  return null
}

interface Ground {
  readonly program: Program
  readonly convictions: Convictions
}

/** Afterwards the feed stands behind all others. */
async function turnOf({ feed, job }: Turn, ground: Ground, waiting: Map<string, Job[]>): Promise<void> {
  let isDone = true
  try {
    await step(job, ground)
    isDone = job.computed.length === job.records.length
    if (isDone) job.resolve(job.computed)
  } catch (error) {
    job.reject(error instanceof Error ? error : new Error(String(error)))
  }
  const jobs = waiting.get(feed) ?? []
  waiting.delete(feed)
  const left = isDone ? jobs.slice(1) : jobs
  if (left.length > 0) waiting.set(feed, left)
}

/** Some records of a report; where one of them ends the program, up to that one. */
async function step(job: Job, ground: Ground): Promise<void> {
  const { computed, records, suspect } = job
  if (suspect !== null) return stepAlone(job, suspect, ground)
  const next = records[computed.length]
  if (next === undefined) return
  if (next === null) return void computed.push(failed(job.texts, UNSHOWN))
  const texts = job.texts.filter(text => endedBy(job, text) < MOST_ENDED)
  if (texts.length === 0) return void computed.push(withRest(job, new Map()))
  const some = nextOf(job, texts, ground.convictions)
  if (some.length === 0) return void (job.suspect = { record: next, texts, made: new Map() })
  const { program } = ground
  const { outcomes, endedBy: end } = await program.evaluate(texts, some, PATIENCE_MS)
  for (const each of outcomes) computed.push(withRest(job, pairsOf(texts, each)))
  if (end !== null) job.suspect = { record: some[outcomes.length]!, texts, made: new Map() }
}

/** Up to one that is known to end the program. */
function nextOf(
  { computed, records }: Job,
  texts: readonly string[],
  convictions: Convictions,
): readonly string[] {
  const some: string[] = []
  let signs = 0
  for (const record of records.slice(computed.length, computed.length + TURN.records)) {
    if (record === null || signs > TURN.signs || convictions.isKnown(texts, record)) break
    some.push(record)
    signs += record.length
  }
  return some
}

/** One expression by itself, over a record that ended the program: only those that end it again are at fault. */
async function stepAlone(job: Job, { record, texts, made }: Suspect, ground: Ground): Promise<void> {
  const text = texts.shift()
  if (text === undefined) {
    job.suspect = null
    job.computed.push(withRest(job, made))
    return
  }
  const { program, convictions } = ground
  const known = convictions.reasonOf(text, record)
  if (known !== undefined) return void made.set(text, { ok: false, reason: known })
  const { outcomes, endedBy: end } = await program.evaluate([text], [record], LAST_PATIENCE_MS)
  const outcome = outcomes[0]?.[0]
  if (outcome !== undefined) return void made.set(text, outcome)
  const reason = end === 'time' ? TOO_LONG : TOO_MUCH
  job.ended.set(text, endedBy(job, text) + 1)
  convictions.note(text, record, reason)
  made.set(text, { ok: false, reason })
}

const TOO_LONG = `it was ended after ${LAST_PATIENCE_MS} ms`
const TOO_MUCH = `it needs more than the ${MEMORY_MB} MB that it may have`
const UNSHOWN = `the record is no JSON, or has more than ${LARGEST_RECORD} signs`
const UNTRIED = `it was not tried: it ended the program with ${MOST_ENDED} records of this report before`

const endedBy = ({ ended }: Job, text: string): number => ended.get(text) ?? 0

const pairsOf = (texts: readonly string[], outcomes: readonly Outcome[]): Map<string, Outcome> =>
  new Map(texts.map((text, i) => [text, outcomes[i]!]))

const failed = (texts: readonly string[], reason: string): Computed =>
  new Map(texts.map(text => [text, { ok: false, reason }]))

/** With those that are not tried any more. */
const withRest = ({ texts }: Job, made: Map<string, Outcome>): Computed => {
  for (const text of texts) if (!made.has(text)) made.set(text, { ok: false, reason: UNTRIED })
  return made
}

/** As a record is kept, and so as it is replayed: what is no JSON is nothing to an expression. */
function asJson(record: unknown): string | null {
  try {
    const text = JSON.stringify(record, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    return text === undefined || text.length > LARGEST_RECORD ? null : text
  } catch {
    return null
  }
}
