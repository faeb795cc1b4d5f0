import { canonical, digest } from '../../shared/model/digest.ts'
import type { SubmissionForm } from '../../shared/submissions/form.ts'
import { lastEnded, periodBefore } from '../../shared/submissions/period.ts'
import type { Taken } from '../connectors/connector.ts'
import type { KnownParts } from '../deeds/known.ts'
import type { Forms } from './forms.ts'
import { idOf, known, type Known } from './known.ts'
import { recordsOf } from './records.ts'

export interface InForceParts extends KnownParts {
  readonly forms: Forms
  readonly file: (feed: string, records: readonly unknown[]) => Promise<Taken> | null
}

export const STEPS = 'submission-steps'

/** As it stood when a table was handed in: a unit that was changed since would make another number of it. */
export const formDigest = (form: SubmissionForm): string => digest(canonical(form))

/**
 * Puts in force what was approved: its records first, then the step that says that they are. Where it ends between the two it is done
 * again, and the same records are the same. Only what was approved comes here, so nobody can send back what counts already.
 */
export async function putInForce(parts: InForceParts, { id, period, course, form }: Known): Promise<void> {
  if (course.state !== 'passed' || form === null) return
  const { cells, inForce: before, isInForce: isCorrection, steps } = course
  const at = parts.now()
  await taken(parts, form.id, recordsOf(form, { id, period, at, cells, before, isCorrection }))
  await taken(parts, STEPS, [
    {
      ...{ id, at, step: steps + 1, type: 'inForce', role: 'system', action: `in-force-${steps + 1}` },
      ...{ text: null, cells: null, form: null, department: null, place: null },
    },
  ])
}

async function taken({ file }: InForceParts, feed: string, records: readonly unknown[]): Promise<void> {
  const filing = file(feed, records)
  if (filing === null) throw new Error(`the form "${feed}" does not run`)
  const { accepted, duplicate, quarantined } = await filing
  if (accepted + duplicate !== records.length) throw new Error(`${feed}: ${quarantined} were set aside`)
}

/** So far back what was approved is looked for. */
const BACK = 60

/** What was approved and did not come into force: the disk was full, or the product ended between the two. */
export async function putRestInForce(parts: InForceParts): Promise<void> {
  for (const [id, { form }] of parts.forms)
    for (let period = lastEnded(form.every, parts.now()), n = 0; n < BACK; n++) {
      const found = known(parts, parts.forms, idOf(id, period.code))
      if (found !== null) await putInForce(parts, found)
      period = periodBefore(form.every, period.end)
    }
}
