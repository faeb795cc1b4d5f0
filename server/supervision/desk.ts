import type { Areas } from '../../shared/areas/areas.ts'
import { civilOf } from '../../shared/calendar/civil.ts'
import { ACKNOWLEDGE_DAYS, REPLY_DAYS } from '../../shared/kinds/supervision/fields.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  Acted,
  AnyStep,
  Issue,
  Issuer,
  StepName,
  SupervisionHistory,
} from '../../shared/sync/supervision.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import { hasAction, placeOf } from '../deeds/post.ts'
import { createTurns } from '../deeds/turns.ts'
import { can, isPossible, requireIssuer, RIGHTS, subjectOf } from './rights.ts'
import { stale } from './stale.ts'
import type { KnownParts } from '../deeds/known.ts'
import { known, knownOfItem, type Known } from './supervisions.ts'
import { aboutOf, idOf, numberOf, targetOf, type Target } from './target.ts'

export interface DeskParts extends KnownParts, FilingParts {
  readonly areas: Areas
}

/** The forms of their feeds: a supervision and a step of one have other fields. */
const ISSUES = 'supervisions'
const STEPS = 'supervision-steps'

const objectOf = (id: string): string => `supervision/${id}`

/**
 * Where people press and answer. One action after the other, so that each is judged by what the one before it left: two leaders who
 * press for one item at once, or a plan that crosses its return, cannot both be taken.
 */
export class Desk {
  readonly #parts: DeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** The matter that somebody wants to press; 404 where there is none. */
  target(thing: string, item: string): Target {
    const { city, thing: find, now } = this.#parts
    const target = targetOf(city, find(thing), item, now())
    if (target === null)
      throw new Refused(404, 'noItem', 'there is nothing of this name that has a clock and a department')
    return target
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, id)
    if (found === null) throw new Refused(404, 'noSupervision', 'there is no such supervision')
    return found
  }

  knownOfItem(target: Target): readonly Known[] {
    return knownOfItem(this.#parts, target.thing, target.item)
  }

  /** For whom it may be told: what he may do with it is beside it. */
  told(each: Known, caller: Caller): SupervisionHistory {
    const { row, rows } = each.derived
    return { id: each.id, row, can: can(each, caller), history: rows?.['steps'] ?? [] }
  }

  issue(issue: Issue, issuer: Issuer, caller: Caller): Promise<Acted> {
    return this.#turn(async () => {
      const target = this.target(issue.target, issue.item ?? '')
      requireIssuer(target, issuer, caller)
      const before = this.knownOfItem(target)
      const same = before.find(each => hasAction(each.thing, issue.action))
      if (same !== undefined) return this.#acted(same.id, caller)
      const open = before.find(({ course }) => course.state !== 'closed')
      if (open !== undefined) throw stale('alreadyOpen', this.told(open, caller))
      if (!target.open) throw stale('notOpen', null)
      const id = idOf(target.thing, target.item, before.length + 1)
      const record = this.#issueRecord(id, issue, target, issuer, caller)
      const { department } = target
      await this.#file(ISSUES, record, caller, {
        action: 'supervision.issue',
        object: objectOf(id),
        details: { number: record.number, item: issue.item ?? target.thing, department, level: issue.level },
      })
      return this.#acted(id, caller)
    })
  }

  step(id: string, name: StepName, step: AnyStep, caller: Caller): Promise<Acted> {
    return this.#turn(async () => {
      const found = this.known(id)
      const { permission, on, event } = RIGHTS[name]
      caller.require(permission, subjectOf(found, on))
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      this.#judge(found, name, step, caller)
      await this.#file(STEPS, this.#stepRecord(found, name, step, caller), caller, {
        action: `supervision.${name}`,
        object: objectOf(id),
        details: {
          ...{ number: found.fields.number, department: found.fields.department },
          ...{ from: found.course.state, event, decision: step.decision ?? null },
        },
      })
      return this.#acted(id, caller)
    })
  }

  #judge(found: Known, name: StepName, { seen, promisedAt }: AnyStep, caller: Caller): void {
    const current = () => this.told(found, caller)
    if (found.course.steps !== seen) throw stale('stale', current())
    if (!isPossible(found, name))
      throw stale(name === 'account' && found.course.state !== 'closed' ? 'notProposed' : 'notNow', current())
    if (promisedAt !== undefined && promisedAt <= this.#parts.now())
      throw new Refused(400, 'promisedInPast', 'a plan promises a time that is still to come')
  }

  #issueRecord(id: string, issue: Issue, target: Target, issuer: Issuer, caller: Caller) {
    const at = this.#parts.now()
    const { action, level, reason, acknowledgeDays = ACKNOWLEDGE_DAYS } = issue
    return {
      ...{ id, at, area: target.area, target: target.thing, ...aboutOf(target) },
      number: numberOf(id, civilOf(at)),
      department: target.department,
      occasion: target.overdue ? 'overdue' : 'anytime',
      ...{ action, level, reason, acknowledgeDays },
      // A plan cannot be due before it was signed for that one is asked.
      replyDays: Math.max(acknowledgeDays, issue.replyDays ?? REPLY_DAYS),
      ...{ role: issuer, butler: target.butler },
      ...(issuer === 'chief'
        ? { chief: target.chief, place: null }
        : { chief: null, place: placeOf(caller, this.#parts.areas, target.area) }),
    }
  }

  #stepRecord(found: Known, name: StepName, step: AnyStep, caller: Caller): Fields {
    const { event, role } = RIGHTS[name]
    const { seen, action, text = null, difficulty = null, decision = null, promisedAt } = step
    return {
      ...{ id: found.id, at: this.#parts.now(), step: seen + 1, type: event, action, role },
      ...{ text, difficulty, decision },
      promisedAt: promisedAt ?? null,
      department: role === 'officer' ? found.fields.department : null,
      place: role === 'leader' ? placeOf(caller, this.#parts.areas, found.derived.area) : null,
    }
  }

  #acted(id: string, caller: Caller): Acted {
    return { seq: this.#parts.city.seq, supervision: this.told(this.known(id), caller) }
  }
}
