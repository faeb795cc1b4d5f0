import type { DocumentFact } from '../../shared/model/fact.ts'
import { changedDocuments } from '../engine/changed-documents.ts'
import { ownDraft, type Engine } from '../engine/engine.ts'
import { isPassing } from '../journal/room.ts'
import type { Log } from '../log.ts'

/** What found no room is tried again so soon. */
const AGAIN_MS = 5_000

/** Publishes, or answers at once where there is no room and goes on trying: a start must not end at a full disk. */
export async function startPublishing(
  publishNow: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<() => void> {
  let timer: ReturnType<typeof setTimeout> | null = null
  let stopped = false
  const attempt = async () => {
    try {
      await publishNow()
    } catch (error) {
      if (!isPassing(error)) throw error
      if (!stopped) timer = setTimeout(() => void attempt().catch(onFailure), AGAIN_MS)
    }
  }
  await attempt()
  return () => {
    stopped = true
    if (timer !== null) clearTimeout(timer)
  }
}

/** Journals the documents that are in force otherwise, or not at all. Of a calendar that takes the place of another it is said. */
export async function publish(
  engine: Engine,
  shipped: readonly DocumentFact[],
  now: () => number,
  log: Log,
): Promise<void> {
  const changed = changedDocuments(engine.city, shipped)
  if (changed.length === 0) return
  const before = new Map(changed.map(fact => [fact, engine.city.documents.get(`${fact.family}/${fact.id}`)]))
  const { seq } = await engine.submit(ownDraft(now(), changed))
  for (const [{ family, id, digest }, replaced] of before) {
    if (family !== 'calendar' || replaced === undefined) continue
    log('info', 'documents', `calendar ${id} is in force as ${digest}, in place of ${replaced.digest}`, {
      seq,
    })
  }
}

/** How many due dates are elsewhere since everything was counted anew; '' when none is. */
export function movedText(moved: ReadonlyMap<string, number>): string {
  const parts = [...moved].map(([kind, n]) => `${kind} ${n}`)
  return parts.length === 0 ? '' : `due dates that moved: ${parts.join(', ')}`
}
