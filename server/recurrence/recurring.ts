import type { Kind } from '../../shared/kinds/kind.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Engine } from '../engine/engine.ts'
import type { Reader } from '../reader/reader.ts'
import { pastOf } from './past.ts'
import { Recurrences, type RecurrencesParts } from './recurrences.ts'

/** The form by which cases are told that they recur. A city that has none does not look for it. */
const FORM = 'case-recurrence'

export interface RecurringParts extends Pick<RecurrencesParts, 'file' | 'now'> {
  readonly engine: Pick<Engine, 'city' | 'thing' | 'onFolded'>
  readonly reader: Pick<Reader, 'ask'>
  /** In force. */
  readonly feeds: () => readonly FeedDocument[]
  readonly kinds: readonly Kind[]
}

/** Real time between two turns: while there is more to do, while there is not, and after a failure. */
const NEXT_MS = 50
const LOOK_MS = 1_000
const PAUSE_MS = 10_000

/** Follows what happens from now on; what it returns ends that. */
export function startRecurring(
  parts: RecurringParts,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  const follow = following(parts)
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let working: Promise<void> = Promise.resolve()
  const work = () => {
    let wait = LOOK_MS
    working = follow()
      .then(isMore => void (wait = isMore ? NEXT_MS : LOOK_MS))
      .catch((error: unknown) => {
        wait = PAUSE_MS
        onFailure(error)
      })
      .then(() => {
        if (!isStopped) timer = setTimeout(work, wait)
      })
  }
  timer = setTimeout(work, LOOK_MS)
  return () => {
    isStopped = true
    clearTimeout(timer)
    return working
  }
}

/** One turn under the documents in force; answers whether more is to be done at once. */
export function following(parts: RecurringParts): () => Promise<boolean> {
  const { engine, feeds } = parts
  let known: { readonly form: FeedDocument; readonly recurrences: Recurrences } | null = null
  engine.onFolded(batches => {
    if (known !== null) for (const batch of batches) known.recurrences.heard(batch)
  })
  return async () => {
    const form = feeds().find(({ id }) => id === FORM)
    if (form === undefined) known = null
    else if (known === null || !isOfTheSame(known.form, form)) known = opened(parts, form)
    return known === null ? false : known.recurrences.turn()
  }
}

const isOfTheSame = (a: FeedDocument, b: FeedDocument): boolean => a.source === b.source && a.kind === b.kind

function opened(parts: RecurringParts, form: FeedDocument) {
  const { engine, reader, file, now } = parts
  const kind = parts.kinds.find(({ id }) => id === form.kind)
  if (kind === undefined) return null
  const recurrences = new Recurrences({
    ...{ form, kind, file, now, past: pastOf(reader, kind.id) },
    thing: id => engine.thing(id),
  })
  // Those of the last checkpoint are read; these are newer.
  for (const { thing } of engine.city.changed.values()) if (thing.kind === kind.id) recurrences.hear(thing.id)
  return { form, recurrences }
}
