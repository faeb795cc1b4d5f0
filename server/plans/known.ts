import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { draftOf, type Draft } from '../../shared/kinds/project/changed-plan.ts'
import type { ProjectFields } from '../../shared/kinds/project/fields.ts'
import { project as kind } from '../../shared/kinds/project/kind.ts'
import { stepsOf } from '../../shared/kinds/steps.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

/** The form by which plans are changed: a feed of the city's documents that completes the one which tells of its projects. */
export interface PlanForm {
  readonly feed: string
  /** Of the projects whose plans it changes. */
  readonly source: string
}

/** null: this city changes no plans here. */
export function planFormOf(feeds: readonly FeedDocument[]): PlanForm | null {
  const form = feeds.find(feed => feed.connector === 'form' && feed.kind === kind.id)
  return form === undefined ? null : { feed: form.id, source: form.source }
}

/** A project's plan as it stands. */
export interface Known {
  /** Its number. */
  readonly id: string
  readonly thing: Thing
  readonly derived: Derived
  readonly draft: Draft
  /** City time at which it stands so. */
  readonly now: number
  /** The place of its last change; 0 before the first. */
  readonly changes: number
}

/** Null: there is none of this number. */
export function known(parts: KnownParts, form: PlanForm, id: string): Known | null {
  const found = findThing(parts, kind, `${form.source}/${id}`)
  if (found === null) return null
  const { thing, main, derived, env } = found
  const changes = stepsOf(thing).at(-1)?.fields.step ?? 0
  const draft = draftOf(main.fields as unknown as ProjectFields, thing)
  return { id, thing, derived, draft, now: env.now, changes }
}
