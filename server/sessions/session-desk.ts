import type { Row } from '../../shared/kinds/kind.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  AnySessionStep,
  Plan,
  Session,
  SessionActed,
  SessionHistory,
  SessionStepName,
} from '../../shared/sync/session.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { numberFor } from '../deeds/numbering.ts'
import { hasAction, ownDepartment, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns, type Turn } from '../deeds/turns.ts'
import { askedOf, officeOf, type OfficeParts } from '../deeds/office.ts'
import { known, PREFIX, type Known } from './known.ts'
import { unsettledIn } from './raised.ts'
import { can, isPossible, RIGHTS, subjectOf } from './rights.ts'

export interface SessionDeskParts extends KnownParts, FilingParts, OfficeParts {
  /** Names of departments as records have them. */
  readonly departments: () => readonly string[]
  /** Rows of what was raised at a session. */
  readonly raisedAt: (session: string) => Promise<readonly Row[]>
  /** One with the ledger, for what is raised at a table (TSS9). */
  readonly atTables: Turn
}

/** The forms of their feeds: a session and a step of one have other fields. */
const TABLES = 'tea-tables'
const STEPS = 'tea-steps'

/** After these nothing can be raised there. */
const ENDINGS: ReadonlySet<SessionStepName> = new Set(['close', 'cancel'])

/** '' is nowhere: what only the whole city sees. */
const placeIn = (area: unknown): string => (typeof area === 'string' ? area : '')

const objectOf = (id: string): string => `tea/${id}`

/** Where tables are laid and brought to an end, one action after the other: each is judged by what the one before it left. */
export class SessionDesk {
  readonly #parts: SessionDeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: SessionDeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, id)
    if (found === null) throw new Refused(404, 'noTeaSession', 'there is no such session')
    return found
  }

  /** What he may do with it is beside it. */
  listed(each: Known, caller: Caller): Session {
    return { id: each.id, row: each.derived.row, can: can(each, this.#officeOf(each), caller) }
  }

  /** For whom it may be told; of what was raised there he is told what he may see of the ledger. */
  async told(each: Known, caller: Caller): Promise<SessionHistory> {
    const { area, row, rows } = each.derived
    const raised = await this.#parts.raisedAt(each.id)
    const isOn = row['state'] === 'open' || row['state'] === 'held'
    return {
      ...this.listed(each, caller),
      history: rows?.['steps'] ?? [],
      problems: raised.filter(({ area: place }) => caller.may('problem.view', { area: placeIn(place) })),
      unsettled: unsettledIn(raised),
      collect: isOn && caller.may('problem.collect', { area }),
    }
  }

  plan(plan: Plan, caller: Caller): Promise<SessionActed> {
    return this.#turn(async () => {
      const { area, action } = plan
      caller.require('tea.plan', { area })
      const office = officeOf(this.#parts, area)
      const at = this.#parts.now()
      const thing = (number: string) => known(this.#parts, number)?.thing ?? null
      const { same, number } = numberFor(PREFIX, at, [action], thing)
      if (same !== null) return this.#acted(same, caller)
      this.#judgePlan(plan, at)
      const role = caller.person().roles.includes('leader') ? 'leader' : 'officer'
      const record = { ...plan, number, at, office, ...this.#postOf(caller, area, role, null) }
      await this.#file(TABLES, record, caller, {
        ...{ action: 'tea.plan', object: objectOf(number) },
        details: { number, area, startsAt: plan.startsAt, office },
      })
      return this.#acted(number, caller)
    })
  }

  step(id: string, name: SessionStepName, step: AnySessionStep, caller: Caller): Promise<SessionActed> {
    return this.#turnFor(name)(async () => {
      const found = this.known(id)
      const { permission, on, event } = RIGHTS[name]
      const office = this.#officeOf(found)
      caller.require(permission, subjectOf(found, office, on))
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      await this.#judge(found, name, step, caller)
      const { seen, action, text = null, attended = null } = step
      const post = this.#postOf(
        caller,
        found.derived.area,
        on === 'area' ? 'leader' : 'officer',
        on === 'area' ? null : office,
      )
      const record: Fields = {
        ...{ number: id, at: this.#parts.now(), step: seen + 1, type: event, action, text },
        ...{ attended: attended === null ? null : [...attended], ...post },
      }
      await this.#file(STEPS, record, caller, {
        ...{ action: `tea.${name}`, object: objectOf(id) },
        details: { number: id, from: found.course.phase, event, came: attended?.length ?? null },
      })
      return this.#acted(id, caller)
    })
  }

  #turnFor(name: SessionStepName): Turn {
    return ENDINGS.has(name) ? work => this.#turn(() => this.#parts.atTables(work)) : this.#turn
  }

  #judgePlan({ startsAt, endsAt, departments }: Plan, now: number): void {
    if (startsAt <= now) throw new Refused(400, 'sessionInPast', 'a session is planned for a time to come')
    if (endsAt <= startsAt) throw new Refused(400, 'sessionEnds', 'a session ends after it has begun')
    const there = askedOf(this.#parts)
    if (departments.some(each => !there.includes(each)))
      throw new Refused(400, 'noDepartment', 'there is no such department that could come')
  }

  async #judge(found: Known, name: SessionStepName, { seen }: AnySessionStep, caller: Caller): Promise<void> {
    if (found.course.steps !== seen) throw staleStep('stale', await this.told(found, caller))
    if (!isPossible(found, name)) throw staleStep('notNow', await this.told(found, caller))
    if (name !== 'close') return
    if (unsettledIn(await this.#parts.raisedAt(found.id)) > 0)
      throw new Refused(409, 'unsettled', 'something that was raised there has not been handed on yet')
  }

  /** Of what a spreadsheet tells, whoever keeps the ledger of its area. */
  #officeOf({ derived }: Known): string {
    const { department } = derived.row
    return typeof department === 'string' ? department : officeOf(this.#parts, derived.area)
  }

  /** A post and no person: of an officer his department, of a leader the area he answers for. */
  #postOf(caller: Caller, area: string, role: 'leader' | 'officer', department: string | null) {
    return role === 'leader'
      ? { role, department: null, place: placeOf(caller, this.#parts.areas, area) }
      : { role, department: department ?? ownDepartment(caller), place: null }
  }

  async #acted(id: string, caller: Caller): Promise<SessionActed> {
    return { session: await this.told(this.known(id), caller), seq: this.#parts.city.seq }
  }
}
