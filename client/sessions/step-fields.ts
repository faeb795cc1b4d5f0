import type { AnySessionStep, Plan, SessionStepName } from '../../shared/sync/session.ts'
import { instantOf } from '../work/days.ts'
import type { ContentOf } from '../work/use-act.ts'

export interface PlanFields {
  area: string
  theme: string
  /** `2026-11-27`, `14:00`, `16:00` */
  day: string
  from: string
  until: string
  venue: string
  host: string
  /** One a line. */
  enterprises: string
  departments: string[]
}

/** Names that stand one a line, or with a comma between; each once. */
export function namesIn(text: string): string[] {
  const names = text.split(/[\n,\u3001\uff0c;\uff1b]/).map(name => name.trim())
  return [...new Set(names)].filter(name => name !== '')
}

export const planOf = (form: PlanFields): ContentOf<Plan> => ({
  ...{ area: form.area, theme: form.theme.trim(), venue: form.venue.trim(), host: form.host.trim() },
  ...{ startsAt: instantOf(form.day, form.from), endsAt: instantOf(form.day, form.until) },
  ...{ enterprises: namesIn(form.enterprises), departments: [...form.departments] },
})

/** What a form of a step holds. */
export interface StepFields {
  text: string
  /** Those of the invited who came, and others, one a line. */
  attended: string[]
  others: string
}

export const stepOf = (name: SessionStepName, form: StepFields, seen: number): ContentOf<AnySessionStep> => ({
  ...{ seen, text: form.text.trim() },
  ...(name === 'hold' ? { attended: [...new Set([...form.attended, ...namesIn(form.others)])] } : {}),
})
