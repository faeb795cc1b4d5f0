import type { Areas } from '../../shared/areas/areas.ts'
import { butlerText } from '../../shared/kinds/project/changed-plan.ts'
import { obstaclesOf } from '../../shared/kinds/project/item-change.ts'
import type { ItemFields } from '../../shared/kinds/project/fields.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { AnyPlanChange, PlanChanged, PlanChangeName, PlanHistory } from '../../shared/sync/plan.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { hasAction, ownDepartment, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import { known, type Known, type PlanForm } from './known.ts'
import { can, canBeMade, canOfItem, itemsOf, requireRight, RIGHTS } from './rights.ts'

export interface DeskParts extends KnownParts, FilingParts {
  readonly areas: Areas
  /** null: this city changes no plans here. */
  readonly form: PlanForm | null
}

/** Where plans are changed, one change after the other: each is judged by what the one before it left (LYX-09). */
export class PlanDesk {
  readonly #parts: DeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const { form } = this.#parts
    const found = form === null ? null : known(this.#parts, form, id)
    if (found === null) throw new Refused(404, 'noPlan', 'there is no such project')
    return found
  }

  /** For whom it may be told: what he may change of it is beside it. */
  told(plan: Known, caller: Caller): PlanHistory {
    const { row, rows = {} } = plan.derived
    const items = (rows['items'] ?? []).flatMap(item => {
      const fields = plan.draft.items.get(item['key'] as string)
      if (fields === undefined) return []
      return [{ row: item, can: canOfItem(plan, fields, caller), obstacles: obstaclesOf(fields) }]
    })
    return {
      ...{ id: plan.id, row, can: can(plan, caller) },
      ...{ items, stages: rows['stages'] ?? [], butlers: rows['butlers'] ?? [] },
      ...{ history: rows['changes'] ?? [], changes: plan.changes },
    }
  }

  change(id: string, name: PlanChangeName, change: AnyPlanChange, caller: Caller): Promise<PlanChanged> {
    return this.#turn(async () => {
      const plan = this.known(id)
      const items = itemsOf(plan, name, change)
      requireRight(plan, name, items, caller)
      if (hasAction(plan.thing, change.action)) return this.#changed(id, caller)
      if (plan.changes !== change.seen) throw staleStep('stale', this.told(plan, caller))
      if (!canBeMade(plan, name, change)) throw staleStep('notNow', this.told(plan, caller))
      const { feed } = this.#parts.form as PlanForm
      await this.#file(feed, this.#recordOf(plan, name, change, items, caller), caller, {
        ...{ action: `plan.${name}`, object: `project/${id}` },
        // In which words stands in the journal, where they are masked.
        details: {
          ...{ number: id, change: RIGHTS[name].change, step: plan.changes + 1, items: items.length },
          ...{ item: change.item ?? null, stage: change.stage ?? null, procedure: change.procedure ?? null },
        },
      })
      return this.#changed(id, caller)
    })
  }

  #recordOf(
    { id, changes, draft, derived: { area } }: Known,
    name: PlanChangeName,
    { seen: _seen, item: _item, ...said }: AnyPlanChange,
    items: readonly ItemFields[],
    caller: Caller,
  ): Fields {
    const { change, permission } = RIGHTS[name]
    const post =
      permission === 'plan.work'
        ? { role: 'officer', department: ownDepartment(caller), place: null }
        : { role: 'leader', department: null, place: placeOf(caller, this.#parts.areas, area) }
    return {
      ...{ number: id, at: this.#parts.now(), step: changes + 1, type: change },
      ...{ items: items.map(({ key }) => key), before: butlerText(draft.butlers.get(said.scope ?? '')) },
      ...said,
      ...post,
    }
  }

  #changed(id: string, caller: Caller): PlanChanged {
    return { seq: this.#parts.city.seq, plan: this.told(this.known(id), caller) }
  }
}
