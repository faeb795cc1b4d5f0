import { MINUTE } from '../../shared/calendar/civil.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { AlertEvent } from '../../shared/kinds/alert/life.ts'
import { next } from '../../shared/kinds/alert/life.ts'
import type {
  AlertActed,
  AlertHistory,
  AlertStepName,
  AnyAlertStep,
  ToldAlert,
} from '../../shared/sync/alert.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { hasAction, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { known, STEPS, type Known } from './known.ts'
import { stepRecord } from './records.ts'

export interface AlertDeskParts extends KnownParts, FilingParts {
  readonly areas: Areas
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>
  /** Rules of which nothing can be seen now. */
  readonly blind: () => ReadonlySet<string>
}

const EVENTS: { readonly [step in AlertStepName]: AlertEvent } = {
  ...{ acknowledge: 'acknowledged', shelve: 'shelved', unshelve: 'unshelved', note: 'noted' },
}
const NAMES = Object.keys(EVENTS) as readonly AlertStepName[]

/** Where people see to alerts: one after the other, and after what the city itself noted. */
export class AlertDesk {
  readonly #parts: AlertDeskParts
  readonly #file: FileDeed

  constructor(parts: AlertDeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, id)
    if (found === null) throw new Refused(404, 'noAlert', 'there is no such alert')
    return found
  }

  told(each: Known, caller: Caller): ToldAlert {
    const { row, area } = each.derived
    const may = caller.may('alert.handle', { area })
    return {
      ...{ id: each.id, row, isBlind: row['open'] === true && this.#parts.blind().has(each.fields.rule) },
      can: may ? NAMES.filter(name => isPossible(each, name)) : [],
    }
  }

  history(each: Known, caller: Caller): AlertHistory {
    return { ...this.told(each, caller), history: each.derived.rows?.['steps'] ?? [] }
  }

  step(id: string, name: AlertStepName, step: AnyAlertStep, caller: Caller): Promise<AlertActed> {
    return this.#parts.turn(async () => {
      const found = this.known(id)
      const { area } = found.derived
      caller.require('alert.handle', { area })
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      const { course } = found
      if (course.steps !== step.seen) throw staleStep('stale', this.history(found, caller))
      if (!isPossible(found, name)) throw staleStep('notNow', this.history(found, caller))
      const until = step.minutes === undefined ? null : this.#parts.now() + step.minutes * MINUTE
      const record = stepRecord(id, course.steps + 1, EVENTS[name], this.#parts.now(), {
        ...{ action: step.action, text: step.text ?? null, until, role: roleOf(caller) },
        post: placeOf(caller, this.#parts.areas, area),
      })
      await this.#file(STEPS, record, caller, {
        action: `alert.${name}`,
        object: `alert/${id}`,
        details: {
          rule: found.fields.rule,
          from: course.state,
          event: EVENTS[name],
          minutes: step.minutes ?? null,
        },
      })
      return this.#acted(id, caller)
    })
  }

  #acted(id: string, caller: Caller): AlertActed {
    return { seq: this.#parts.city.seq, alert: this.history(this.known(id), caller) }
  }
}

/** Who leads answers as one, whatever else he is. */
const roleOf = (caller: Caller): 'leader' | 'operator' =>
  caller.person().roles.includes('leader') ? 'leader' : 'operator'

function isPossible({ course, derived }: Known, name: AlertStepName): boolean {
  if (name === 'unshelve' && derived.row['shelved'] !== true) return false
  return next(course.state, EVENTS[name]) !== null
}
