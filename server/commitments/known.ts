import { courseOf, type Course } from '../../shared/kinds/credit-record/course.ts'
import { creditRecord as kind } from '../../shared/kinds/credit-record/kind.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

/** The form by which commitments are checked: a feed of the city's documents that completes the register of them. */
export interface CheckForm {
  readonly feed: string
  /** Of the register. */
  readonly source: string
}

/** null: this city checks no commitments here. */
export function checkFormOf(feeds: readonly FeedDocument[]): CheckForm | null {
  const form = feeds.find(feed => feed.connector === 'form' && feed.kind === kind.id)
  return form === undefined ? null : { feed: form.id, source: form.source }
}

/** A commitment as it stands. */
export interface Known {
  /** Its number. */
  readonly id: string
  readonly thing: Thing
  readonly derived: Derived
  readonly course: Course
  readonly madeAt: number
  /** Who checks it; '' where the register does not say. */
  readonly department: string
}

/** Null: there is none of this number, or the record is no commitment. */
export function known(parts: KnownParts, form: CheckForm, id: string): Known | null {
  const found = findThing(parts, kind, `${form.source}/${id}`)
  if (found === null) return null
  const { thing, main, derived, env } = found
  const { type, department } = derived.row
  if (type !== 'commitment') return null
  return {
    ...{ id, thing, derived, madeAt: main.event, course: courseOf(main, thing, env.calendar) },
    department: typeof department === 'string' ? department : '',
  }
}
