import type { Areas } from '../../shared/areas/areas.ts'
import { workEntryRow } from '../../shared/kinds/worked/columns.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Way } from '../../shared/ledgers/document.ts'
import type {
  AnyLedgerStep,
  LedgerActed,
  LedgerHistory,
  LedgerMatter,
  LedgerStepName,
} from '../../shared/sync/ledger.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import { askedOf } from '../deeds/office.ts'
import { hasAction, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import { leftBy } from './clocks.ts'
import { known, type Known, type LedgerKnownParts } from './known.ts'
import { can, isPossible, keeperOf, RIGHTS, subjectOf } from './rights.ts'

export interface WorkDeskParts extends LedgerKnownParts, FilingParts {
  readonly areas: Areas
  readonly offices: { readonly [area: string]: string }
  readonly departments: () => readonly string[]
  /** As the city began with them: its forms are no documents that are put in force meanwhile. */
  readonly feeds: readonly FeedDocument[]
}

const objectOf = (id: string): string => `ledger/${id}`

/** Where entries of ledgers are worked on, one action after the other: each is judged by what the one before it left. */
export class WorkDesk {
  readonly #parts: WorkDeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed

  constructor(parts: WorkDeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** null: there is none of this id. */
  find(id: string): Known | null {
    return known(this.#parts, id)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = this.find(id)
    if (found === null) throw new Refused(404, 'noLedgerEntry', 'there is no such entry')
    return found
  }

  departments(): readonly string[] {
    return askedOf(this.#parts)
  }

  /** What he may do with it is beside it. */
  listed(each: Known, caller: Caller): LedgerMatter {
    const { course, derived, way, department } = each
    const row = {
      ...derived.row,
      ...{ work: course.state, step: course.steps, department, keeper: keeperOf(each) || null },
    }
    return { id: each.id, row, can: can(each, caller), title: way?.title ?? each.kind.title }
  }

  /** For whom it may be told. */
  told(each: Known, caller: Caller): LedgerHistory {
    return {
      ...this.listed(each, caller),
      history: each.course.entries.map(workEntryRow),
      way: each.way,
    }
  }

  step(id: string, name: LedgerStepName, step: AnyLedgerStep, caller: Caller): Promise<LedgerActed> {
    return this.#turn(async () => {
      const found = this.known(id)
      const { permission, on, event } = RIGHTS[name]
      caller.require(permission, subjectOf(found, on))
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      const way = this.#judge(found, name, step, caller)
      await this.#file(this.#formOf(found), this.#recordOf(found, way, name, step, caller), caller, {
        ...{ action: `ledger.${name}`, object: objectOf(id) },
        details: { number: id, from: found.course.state, event, department: found.department, way: way.id },
      })
      return this.#acted(id, caller)
    })
  }

  /** The form that completes what this entry came by. */
  #formOf({ source, kind }: Known): string {
    const form = this.#parts.feeds.find(
      feed => feed.connector === 'form' && feed.kind === kind.id && feed.source === source,
    )
    if (form === undefined)
      throw new Refused(503, 'notRunning', `this city has no form for work on ${source}`)
    return form.id
  }

  #judge(found: Known, name: LedgerStepName, { seen, to, parent }: AnyLedgerStep, caller: Caller): Way {
    const { way, course } = found
    if (course.steps !== seen) throw staleStep('stale', this.told(found, caller))
    if (way === null || !isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
    if (to !== undefined && !this.departments().includes(to))
      throw new Refused(400, 'noDepartment', 'there is no such department')
    if (name === 'answer' && (parent !== undefined) !== (way.meets === true))
      throw new Refused(400, 'noMatch', 'what is met by another entry names that, and nothing else does')
    if (parent !== undefined && !this.#isMetBy(found, parent))
      throw new Refused(400, 'noMatch', 'there is no such entry of this ledger')
    return way
  }

  /** Another entry of the same ledger that is not over. */
  #isMetBy({ source, number, main }: Known, parent: string): boolean {
    const other = parent === number ? null : this.#parts.thing(`${source}/${parent}`)
    const { ledger, state } = other?.parts['main']?.fields ?? {}
    return ledger === main.fields['ledger'] && (state === 'planned' || state === 'going')
  }

  #recordOf(found: Known, way: Way, name: LedgerStepName, step: AnyLedgerStep, caller: Caller): Fields {
    const { seen, action, text = null, to = null, parent = null } = step
    const at = this.#parts.now()
    const { stage, clock } = leftBy(name, found, way, at)
    const { on, event } = RIGHTS[name]
    return {
      ...{ number: found.number, at, step: seen + 1, type: event, way: way.id, action, text, to, parent },
      ...{ stage, shown: stage !== null && way.over !== undefined },
      ...(clock ?? {}),
      keeper: name === 'answer' ? (way.keeper ?? null) : null,
      ...this.#postOf(found, on, caller),
    }
  }

  /** A post and no person: a department, or the area for which a leader answers. */
  #postOf(found: Known, on: 'department' | 'keeper' | 'area', caller: Caller) {
    if (on === 'area')
      return {
        ...{ role: 'leader', department: null },
        place: placeOf(caller, this.#parts.areas, found.derived.area),
      }
    const { department = '' } = subjectOf(found, on)
    return { role: 'officer', department: department === '' ? null : department, place: null }
  }

  #acted(id: string, caller: Caller): LedgerActed {
    return { seq: this.#parts.city.seq, entry: this.told(this.known(id), caller) }
  }
}
