import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  AnyProblemStep,
  Collect,
  ProblemActed,
  ProblemHistory,
  ProblemStepName,
} from '../../shared/sync/problem.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'
import { numberFor } from '../deeds/numbering.ts'
import { hasAction, ownDepartment, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns, type Turn } from '../deeds/turns.ts'
import { departmentOf, known, type Known } from './known.ts'
import { askedOf, officeOf, type OfficeParts } from '../deeds/office.ts'
import { can, isPossible, RIGHTS, subjectOf } from './rights.ts'

export interface LedgerParts extends KnownParts, FilingParts, OfficeParts {
  /** Names of departments as records have them. */
  readonly departments: () => readonly string[]
  /** One with the tables themselves: nothing is raised at one while it is brought to an end (TSS9). */
  readonly atTables: Turn
}

/** The forms of their feeds: a problem and a step of one have other fields. */
const PROBLEMS = 'problems'
const STEPS = 'problem-steps'

const objectOf = (id: string): string => `problem/${id}`

/**
 * Where people collect problems and work on them. One action after the other, so that each is judged by what the one before it left:
 * of two that cross one is taken, and no number is given twice.
 */
export class Ledger {
  readonly #parts: LedgerParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: LedgerParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, id)
    if (found === null) throw new Refused(404, 'noProblem', 'there is no such problem')
    return found
  }

  /** For whom it may be told: what he may do with it is beside it. */
  told(each: Known, caller: Caller): ProblemHistory {
    const { row, rows } = each.derived
    return { id: each.id, row, can: can(each, caller), history: rows?.['steps'] ?? [] }
  }

  departments(): readonly string[] {
    return askedOf(this.#parts)
  }

  collect(collect: Collect, caller: Caller): Promise<ProblemActed> {
    return this.#turnFor(collect)(async () => {
      const { area, session } = collect
      caller.require('problem.collect', { area })
      const office = officeOf(this.#parts, area)
      const { now } = this.#parts
      const thing = (number: string) => known(this.#parts, number)?.thing ?? null
      const { same, number } = numberFor('WT', now(), [collect.action], thing)
      if (same !== null) return this.#acted(same, caller)
      if (collect.source === 'tea' && !this.#isSession(session))
        throw new Refused(400, 'noTable', 'what was raised at a tea table names a session that was held')
      const record = this.#collectRecord(number, office, collect, caller)
      await this.#file(PROBLEMS, record, caller, {
        ...{ action: 'problem.collect', object: objectOf(number) },
        details: { number, area, source: collect.source, office },
      })
      return this.#acted(number, caller)
    })
  }

  step(id: string, name: ProblemStepName, step: AnyProblemStep, caller: Caller): Promise<ProblemActed> {
    return this.#turn(async () => {
      const found = this.known(id)
      const { permission, on, event } = RIGHTS[name]
      caller.require(permission, subjectOf(found, on))
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      this.#judge(found, name, step, caller)
      await this.#file(STEPS, this.#stepRecord(found, name, step, caller), caller, {
        ...{ action: `problem.${name}`, object: objectOf(id) },
        details: {
          ...{ number: id, from: found.course.state, event, department: departmentOf(found) },
          ...{ to: step.to ?? null, group: step.group ?? null, mergedInto: step.mergedInto ?? null },
        },
      })
      return this.#acted(id, caller)
    })
  }

  #turnFor({ source }: Collect): Turn {
    return source === 'tea' ? work => this.#turn(() => this.#parts.atTables(work)) : this.#turn
  }

  #judge(found: Known, name: ProblemStepName, step: AnyProblemStep, caller: Caller): void {
    const { seen, to, promisedAt, mergedInto } = step
    if (found.course.steps !== seen) throw staleStep('stale', this.told(found, caller))
    if (!isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
    if (promisedAt !== undefined && promisedAt <= this.#parts.now())
      throw new Refused(400, 'promisedInPast', 'a department promises a time that is still to come')
    if (to !== undefined && !this.departments().includes(to))
      throw new Refused(400, 'noDepartment', 'there is no such department that could answer')
    if (mergedInto !== undefined && !this.#isOnLedger(mergedInto, found))
      throw new Refused(400, 'noTarget', 'it can go on only with another problem that is on the ledger')
  }

  #isOnLedger(id: string, { id: own }: Known): boolean {
    const target = known(this.#parts, id)
    return id !== own && target?.derived.row['counted'] === true
  }

  #isSession(number: string | undefined): boolean {
    if (number === undefined) return false
    const found = findThing(this.#parts, teaSession, `enterprise/${number}`)
    const state = found?.derived.row['state']
    return state === 'open' || state === 'held'
  }

  #collectRecord(number: string, office: string, collect: Collect, caller: Caller): Fields {
    const { action, area, title, text = null, enterprise, source, category = null, session = null } = collect
    return {
      ...{ number, at: this.#parts.now(), area, title, text, enterprise, source, category, session, office },
      ...this.#postOf(caller, area, null),
      action,
    }
  }

  #stepRecord(found: Known, name: ProblemStepName, step: AnyProblemStep, caller: Caller): Fields {
    const { event, on } = RIGHTS[name]
    const { seen, action, text, reason, mergedInto, group, groupName, to, promisedAt, satisfaction } = step
    const department = on === 'area' ? null : (subjectOf(found, on).department ?? null)
    return plain({
      ...{ number: found.id, at: this.#parts.now(), step: seen + 1, type: event, action },
      ...{ text, reason, mergedInto, group, groupName, to, promisedAt, satisfaction },
      ...this.#postOf(caller, found.derived.area, department),
    })
  }

  /** A post and no person: of an officer his department, of a leader the area he answers for. */
  #postOf(caller: Caller, area: string, department: string | null) {
    const isLeader = department === null && caller.person().roles.includes('leader')
    return {
      role: isLeader ? 'leader' : 'officer',
      department: isLeader ? null : (department ?? ownDepartment(caller)),
      place: isLeader ? placeOf(caller, this.#parts.areas, area) : null,
    }
  }

  #acted(id: string, caller: Caller): ProblemActed {
    return { seq: this.#parts.city.seq, problem: this.told(this.known(id), caller) }
  }
}

const plain = (fields: { readonly [name: string]: Fields[string] | undefined }): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null]))
