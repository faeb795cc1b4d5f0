import type { AnyProblemStep, Collect, ProblemStepName } from '../../shared/sync/problem.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import { endOf } from '../work/days.ts'
import type { ContentOf } from '../work/use-act.ts'

/** What a form of a step holds; '' where nothing was filled in. */
export interface StepFields {
  text: string
  reason: string
  mergedInto: string
  group: string
  groupName: string
  to: string
  /** `2026-12-01` */
  promised: string
  satisfaction: string
}

/** Steps that say nothing but that they were done. */
export const WORDLESS: ReadonlySet<ProblemStepName> = new Set(['take', 'begin'])

const FIELDS: { readonly [step in ProblemStepName]?: readonly Exclude<keyof StepFields, 'promised'>[] } = {
  reject: ['reason'],
  merge: ['mergedInto'],
  assign: ['group', 'groupName', 'to'],
  confirm: ['satisfaction'],
}

/** What is sent of a form: the fields of its step, and of those what was filled in. */
export function stepOf(name: ProblemStepName, form: StepFields, seen: number): ContentOf<AnyProblemStep> {
  const names = [...(FIELDS[name] ?? []), ...(WORDLESS.has(name) ? [] : (['text'] as const))]
  return {
    seen,
    ...filledIn(form, names),
    ...(name === 'assign' ? { promisedAt: endOf(form.promised) } : {}),
  }
}

export interface CollectFields {
  area: string
  enterprise: string
  title: string
  text: string
  source: string
  session: string
  category: string
}

/** Sessions that a form offers: those of late, and the one it was come from, however long ago that was held. */
export const sessionsFor = (sessions: readonly Row[], named: string | null): readonly Row[] =>
  named === null || sessions.some(({ number }) => number === named)
    ? sessions
    : [{ number: named }, ...sessions]

/** The session that a form begins with: the one it was come from, else the newest; null: there is none. */
export const sessionFor = (sessions: readonly Row[], named: string | null): Row | null =>
  sessions.find(({ number }) => number === named) ?? sessions[0] ?? null

/** Where it begins: where the table stood, as far as somebody may collect there. */
export const areaFor = (areas: readonly string[], session: Row | null): string =>
  areas.find(area => area === session?.['area']) ?? areas[0] ?? ''

export const collectOf = (form: CollectFields): ContentOf<Collect> =>
  ({
    ...filledIn(form, ['area', 'enterprise', 'title', 'text', 'source', 'category']),
    ...(form.source === 'tea' ? filledIn(form, ['session']) : {}),
  }) as ContentOf<Collect>

function filledIn<T extends { readonly [name in keyof T]: string }>(form: T, names: readonly (keyof T)[]) {
  return Object.fromEntries(
    names.map(name => [name, form[name].trim()] as const).filter(([, value]) => value !== ''),
  )
}
