import type { Areas } from '../../shared/areas/areas.ts'
import { levelAbove } from '../../shared/kinds/dispute/life.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  AnyDisputeStep,
  DisputeActed,
  DisputeHistory,
  DisputeStepName,
  Register,
} from '../../shared/sync/dispute.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { numberFor } from '../deeds/numbering.ts'
import { hasAction, ownDepartment, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import { known, PREFIX, type Known } from './known.ts'
import { areaAt, officeAt } from './levels.ts'
import { can, EVENTS, heldIn, isPossible } from './rights.ts'

export interface DeskParts extends KnownParts, FilingParts {
  readonly areas: Areas
}

/** The forms of their feeds: a dispute and a step of one have other fields. */
const DISPUTES = 'disputes'
const STEPS = 'dispute-steps'

const objectOf = (id: string): string => `dispute/${id}`

/** Where disputes are registered and worked on, one action after the other: each is judged by what the one before it left. */
export class MediationDesk {
  readonly #parts: DeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, id)
    if (found === null) throw new Refused(404, 'noDispute', 'there is no such dispute')
    return found
  }

  /** For whom it may be told: what he may do with it is beside it. */
  told(each: Known, caller: Caller): DisputeHistory {
    const { row, rows } = each.derived
    return { id: each.id, row, can: can(this.#parts.areas, each, caller), history: rows?.['steps'] ?? [] }
  }

  register(asked: Register, caller: Caller): Promise<DisputeActed> {
    return this.#turn(async () => {
      const { area, action, text = null, level, ...more } = asked
      const { areas } = this.#parts
      if (areas.byId(area) === null) throw new Refused(400, 'noArea', 'there is no such area')
      caller.require('dispute.register', { area: areaAt(areas, area, level) })
      const at = this.#parts.now()
      const thing = (number: string) => known(this.#parts, number)?.thing ?? null
      const { same, number } = numberFor(PREFIX, at, [action], thing)
      if (same !== null) return this.#acted(same, caller)
      const record = {
        ...{ number, at, area, text, level, action, ...more },
        ...{ office: officeAt(areas, area, level), ...this.#postOf(caller, area) },
      }
      await this.#file(DISPUTES, record, caller, {
        ...{ action: 'dispute.register', object: objectOf(number) },
        details: { number, area, level, type: more.type },
      })
      return this.#acted(number, caller)
    })
  }

  step(id: string, name: DisputeStepName, step: AnyDisputeStep, caller: Caller): Promise<DisputeActed> {
    return this.#turn(async () => {
      const found = this.known(id)
      caller.require('dispute.handle', { area: heldIn(this.#parts.areas, found) })
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      if (found.course.steps !== step.seen) throw staleStep('stale', this.told(found, caller))
      if (!isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
      await this.#file(STEPS, this.#stepRecord(found, name, step, caller), caller, {
        ...{ action: `dispute.${name}`, object: objectOf(id) },
        details: {
          ...{ number: id, from: found.course.state, event: EVENTS[name], level: found.course.level },
          way: step.way ?? null,
        },
      })
      return this.#acted(id, caller)
    })
  }

  #stepRecord(
    { id, derived, course }: Known,
    name: DisputeStepName,
    step: AnyDisputeStep,
    caller: Caller,
  ): Fields {
    const { seen, action, text = null, form = null, agreementNo = null, way = null } = step
    const above = name === 'pass' ? levelAbove(course.level) : null
    return {
      ...{ number: id, at: this.#parts.now(), step: seen + 1, type: EVENTS[name], action },
      ...{ text, form, agreementNo, way },
      to: above === null ? null : officeAt(this.#parts.areas, derived.area, above),
      ...this.#postOf(caller, derived.area),
    }
  }

  /** A post and no person: of an officer his department, of a leader the area he answers for. */
  #postOf(caller: Caller, area: string) {
    return caller.person().roles.includes('officer')
      ? { role: 'officer', department: ownDepartment(caller), place: null }
      : { role: 'leader', department: null, place: placeOf(caller, this.#parts.areas, area) }
  }

  #acted(id: string, caller: Caller): DisputeActed {
    return { seq: this.#parts.city.seq, dispute: this.told(this.known(id), caller) }
  }
}
