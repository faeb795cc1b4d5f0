import type { AnyPlanChange, PlanChangeName, PlanHistory } from '../../shared/sync/plan.ts'
import type { PlanWords } from '../language/plans.ts'
import { filled } from '../language/words.ts'
import type { ContentOf } from '../work/use-act.ts'
import { textIn } from '../work/telling.ts'

/** What a form of a change holds; '' where nothing was filled in. */
export interface ChangeForm {
  /** `item/6-1` or `stage/6`. */
  readonly target: string
  readonly procedure: string
  readonly obstacle: string
  readonly butler: string
  readonly scope: string
  readonly office: string
  readonly phone: string
  readonly text: string
}

export interface Choice {
  readonly value: string
  readonly title: string
}

/** Changes that a whole stage can take. */
const OF_STAGES: ReadonlySet<PlanChangeName> = new Set(['omit', 'restore'])
export const isOfStages = (name: PlanChangeName): boolean => OF_STAGES.has(name)
/** Changes of the team and of no item. */
export const isOfButlers = (name: PlanChangeName): boolean => name === 'appoint' || name === 'release'

/** Of what this person may make the change now: stages with more than one such item first, then the items. */
export function targetsOf(
  { items, stages }: PlanHistory,
  name: PlanChangeName,
  words: PlanWords,
): readonly Choice[] {
  if (isOfButlers(name)) return []
  const able = items.filter(({ can }) => can.includes(name))
  const whole = isOfStages(name)
    ? stages.filter(({ stage }) => able.filter(({ row }) => row['stage'] === stage).length > 1)
    : []
  return [
    ...whole.map(({ stage, title }) => ({
      value: `stage/${Number(stage)}`,
      title: filled(words.wholeStage, { stage: textIn(title) }),
    })),
    ...able.map(({ row }) => ({ value: `item/${textIn(row['key'])}`, title: textIn(row['title']) })),
  ]
}

/** What stands in the way of the item that was chosen. */
export const obstaclesOf = ({ items }: PlanHistory, target: string): readonly string[] =>
  items.find(({ row }) => `item/${textIn(row['key'])}` === target)?.obstacles ?? []

/** What somebody looks after, by which he is released. */
export const scopesOf = ({ butlers }: PlanHistory): readonly string[] =>
  butlers.flatMap(({ scope }) => (typeof scope === 'string' ? [scope] : []))

/** What is sent of a form: of its change, and of that what was filled in. */
export function contentOf(name: PlanChangeName, form: ChangeForm, seen: number): ContentOf<AnyPlanChange> {
  const said = { seen, text: form.text.trim() }
  if (name === 'release') return { ...said, scope: form.scope }
  if (name === 'appoint') {
    const [scope, office, phone] = [form.scope.trim(), form.office.trim(), form.phone.trim()]
    return { ...said, name: form.butler.trim(), scope, office, ...(phone === '' ? {} : { phone }) }
  }
  const [sort, ...rest] = form.target.split('/')
  const about = sort === 'stage' ? { stage: Number(rest.join('/')) } : { item: rest.join('/') }
  if (name === 'pause')
    return { ...said, ...about, procedure: form.procedure as NonNullable<AnyPlanChange['procedure']> }
  if (name === 'block' || name === 'clear') return { ...said, ...about, name: form.obstacle.trim() }
  return { ...said, ...about }
}
