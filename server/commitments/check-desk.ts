import type { Areas } from '../../shared/areas/areas.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  AnyCommitmentStep,
  Commitment,
  CommitmentActed,
  CommitmentHistory,
  CommitmentStepName,
} from '../../shared/sync/commitment.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { hasAction, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import { known, type CheckForm, type Known } from './known.ts'
import { can, eventOf, isPossible, RIGHTS, subjectOf } from './rights.ts'

export interface CheckDeskParts extends KnownParts, FilingParts {
  readonly areas: Areas
  /** null: this city checks no commitments here. */
  readonly form: CheckForm | null
}

const objectOf = (id: string): string => `commitment/${id}`

/** Where commitments are checked and decided on, one action after the other: each is judged by what the one before it left. */
export class CheckDesk {
  readonly #parts: CheckDeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: CheckDeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** null: there is none of this number. */
  find(id: string): Known | null {
    const { form } = this.#parts
    return form === null ? null : known(this.#parts, form, id)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = this.find(id)
    if (found === null) throw new Refused(404, 'noCommitment', 'there is no such commitment')
    return found
  }

  /** What he may do with it is beside it. */
  listed(each: Known, caller: Caller): Commitment {
    return { id: each.id, row: each.derived.row, can: can(each, caller) }
  }

  /** For whom it may be told. */
  told(each: Known, caller: Caller): CommitmentHistory {
    return { ...this.listed(each, caller), history: each.derived.rows?.['steps'] ?? [] }
  }

  step(
    id: string,
    name: CommitmentStepName,
    step: AnyCommitmentStep,
    caller: Caller,
  ): Promise<CommitmentActed> {
    return this.#turn(async () => {
      const found = this.known(id)
      const { permission, on } = RIGHTS[name]
      caller.require(permission, subjectOf(found, on))
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      this.#judge(found, name, step, caller)
      const event = eventOf(name, step)
      await this.#file(this.#form().feed, this.#recordOf(found, name, step, caller), caller, {
        ...{ action: `commitment.${name}`, object: objectOf(id) },
        details: { number: id, from: found.course.state, event, department: found.department },
      })
      return this.#acted(id, caller)
    })
  }

  #form(): CheckForm {
    const { form } = this.#parts
    if (form === null) throw new Refused(503, 'notRunning', 'this city checks no commitments here')
    return form
  }

  #judge(found: Known, name: CommitmentStepName, step: AnyCommitmentStep, caller: Caller): void {
    const { seen, checkedAt, finding, mendBy } = step
    if (found.course.steps !== seen) throw staleStep('stale', this.told(found, caller))
    if (!isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
    const now = this.#parts.now()
    if (checkedAt !== undefined && (checkedAt > now || checkedAt < found.madeAt))
      throw new Refused(400, 'checkedWhen', 'a check lies between the commitment and now')
    if ((finding === 'mend') !== (mendBy !== undefined))
      throw new Refused(400, 'mendWhen', 'what is to be mended has a day until when, and nothing else has')
    if (mendBy !== undefined && mendBy <= now)
      throw new Refused(400, 'promisedInPast', 'a term is a time that is still to come')
  }

  #recordOf(found: Known, name: CommitmentStepName, step: AnyCommitmentStep, caller: Caller): Fields {
    const { seen, action, text, checkedAt = null, mendBy = null } = step
    return {
      ...{ number: found.id, at: this.#parts.now(), step: seen + 1, type: eventOf(name, step) },
      ...{ action, text, checkedAt, mendBy },
      ...this.#postOf(found, RIGHTS[name].on, caller),
    }
  }

  /** A post and no person: the department that granted, or the area for which a leader answers. */
  #postOf({ derived, department }: Known, on: 'department' | 'area', caller: Caller) {
    return on === 'area'
      ? { role: 'leader', department: null, place: placeOf(caller, this.#parts.areas, derived.area) }
      : { role: 'officer', department: department === '' ? null : department, place: null }
  }

  #acted(id: string, caller: Caller): CommitmentActed {
    return { seq: this.#parts.city.seq, commitment: this.told(this.known(id), caller) }
  }
}
