import { ref, watch, type Ref } from 'vue'
import type { FilledRow } from '../../shared/submissions/filled.ts'
import type { SubmissionFile } from '../../shared/sync/submission.ts'
import { askedIn, beginning } from './table.ts'

/** What is being filled in, kept for this page of the browser until it is handed in: a reload or a wrong click loses nothing. */
export interface Draft {
  readonly rows: Ref<FilledRow[]>
  /** It was handed in. */
  drop(): void
}

export function useDraft(
  submission: SubmissionFile,
  /** Who fills it in: the next one at this machine begins with what was handed in. */
  account: string,
  storage: Storage = sessionStorage,
): Draft {
  // What was handed in or sent back since is another table than the one that was begun.
  const key = `submission ${account} ${submission.id} ${Number(submission.row['step'])}`
  const rows = ref(readDraft(storage.getItem(key), submission) ?? beginning(submission)) as Ref<FilledRow[]>
  const stop = watch(
    rows,
    now => {
      try {
        storage.setItem(key, JSON.stringify(now))
      } catch {
        // No room in the browser: what is typed stands on the page all the same.
      }
    },
    { deep: true },
  )
  return {
    rows,
    drop() {
      stop()
      storage.removeItem(key)
    },
  }
}

function readDraft(kept: string | null, { form }: SubmissionFile): FilledRow[] | null {
  if (kept === null || form === null) return null
  try {
    const rows = JSON.parse(kept) as FilledRow[]
    const isTable = Array.isArray(rows) && rows.every(each => typeof each.values === 'object')
    return isTable ? askedIn(form, rows) : null
  } catch {
    return null
  }
}
