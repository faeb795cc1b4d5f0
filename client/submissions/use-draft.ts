import { ref, watch, type Ref } from 'vue'
import type { FilledRow } from '../../shared/submissions/filled.ts'
import type { SubmissionFile } from '../../shared/sync/submission.ts'
import { beginning } from './table.ts'

/** What is being filled in, kept for this page of the browser until it is handed in: a reload or a wrong click loses nothing. */
export interface Draft {
  readonly rows: Ref<FilledRow[]>
  /** It was handed in. */
  drop(): void
}

export function useDraft(submission: SubmissionFile, storage: Storage = sessionStorage): Draft {
  // What was handed in or sent back since is another table than the one that was begun.
  const key = `submission ${submission.id} ${Number(submission.row['step'])}`
  const rows = ref(readDraft(storage.getItem(key)) ?? beginning(submission)) as Ref<FilledRow[]>
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

function readDraft(kept: string | null): FilledRow[] | null {
  try {
    return kept === null ? null : (JSON.parse(kept) as FilledRow[])
  } catch {
    return null
  }
}
