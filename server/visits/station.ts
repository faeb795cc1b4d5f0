import type { Areas } from '../../shared/areas/areas.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  AnyVisitStep,
  Receive,
  VisitActed,
  VisitHistory,
  VisitStepName,
} from '../../shared/sync/visit.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { numberFor } from '../deeds/numbering.ts'
import { hasAction, ownDepartment, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import { known, PREFIX, type Known } from './known.ts'
import { can, isPossible, RIGHTS } from './rights.ts'

export interface StationParts extends KnownParts, FilingParts {
  readonly areas: Areas
  /** Names of departments as records have them. */
  readonly departments: () => readonly string[]
}

/** The forms of their feeds: a visit and a step of one have other fields. */
const VISITS = 'visits'
const STEPS = 'visit-steps'

const objectOf = (id: string): string => `visit/${id}`

/** Where visits are taken in and worked on, one action after the other: each is judged by what the one before it left. */
export class Station {
  readonly #parts: StationParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: StationParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, id)
    if (found === null) throw new Refused(404, 'noVisit', 'there is no such visit')
    return found
  }

  /** For whom it may be told: what he may do with it is beside it. */
  told(each: Known, caller: Caller): VisitHistory {
    const { row, rows } = each.derived
    return { id: each.id, row, can: can(each, caller), history: rows?.['steps'] ?? [] }
  }

  receive(asked: Receive, caller: Caller): Promise<VisitActed> {
    return this.#turn(async () => {
      const { area, action, title, text = null, subject, channel } = asked
      if (this.#parts.areas.byId(area) === null) throw new Refused(400, 'noArea', 'there is no such area')
      caller.require('visit.receive', { area })
      const at = this.#parts.now()
      const thing = (number: string) => known(this.#parts, number)?.thing ?? null
      const { same, number } = numberFor(PREFIX, at, [action], thing)
      if (same !== null) return this.#acted(same, caller)
      const post = this.#postOf(
        caller,
        area,
        caller.person().roles.includes('officer') ? 'officer' : 'leader',
      )
      const record = { number, at, area, title, text, subject, channel, action, ...post }
      await this.#file(VISITS, record, caller, {
        ...{ action: 'visit.receive', object: objectOf(number) },
        details: { number, area, subject, channel },
      })
      return this.#acted(number, caller)
    })
  }

  step(id: string, name: VisitStepName, step: AnyVisitStep, caller: Caller): Promise<VisitActed> {
    return this.#turn(async () => {
      const found = this.known(id)
      const { permission, event } = RIGHTS[name]
      caller.require(permission, { area: found.derived.area })
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      this.#judge(found, name, step, caller)
      await this.#file(STEPS, this.#stepRecord(found, name, step, caller), caller, {
        ...{ action: `visit.${name}`, object: objectOf(id) },
        details: { number: id, from: found.course.state, event, to: step.to ?? null },
      })
      return this.#acted(id, caller)
    })
  }

  #judge(found: Known, name: VisitStepName, { seen, dueAt, to }: AnyVisitStep, caller: Caller): void {
    if (found.course.steps !== seen) throw staleStep('stale', this.told(found, caller))
    if (!isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
    if (dueAt !== undefined && dueAt <= this.#parts.now())
      throw new Refused(400, 'promisedInPast', 'a term is a time that is still to come')
    if (to !== undefined && !this.#parts.departments().includes(to))
      throw new Refused(400, 'noDepartment', 'there is no such department that could do it')
  }

  #stepRecord({ id, derived }: Known, name: VisitStepName, step: AnyVisitStep, caller: Caller): Fields {
    const { seen, action, text = null, dueAt = null, to = null } = step
    return {
      ...{
        number: id,
        at: this.#parts.now(),
        step: seen + 1,
        type: RIGHTS[name].event,
        action,
        text,
        dueAt,
        to,
      },
      ...this.#postOf(caller, derived.area, name === 'term' ? 'leader' : 'officer'),
    }
  }

  /** A post and no person: of an officer his department, of a leader the area he answers for. */
  #postOf(caller: Caller, area: string, role: 'leader' | 'officer') {
    return role === 'leader'
      ? { role, department: null, place: placeOf(caller, this.#parts.areas, area) }
      : { role, department: ownDepartment(caller), place: null }
  }

  #acted(id: string, caller: Caller): VisitActed {
    return { seq: this.#parts.city.seq, visit: this.told(this.known(id), caller) }
  }
}
