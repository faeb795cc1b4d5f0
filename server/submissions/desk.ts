import type { Areas } from '../../shared/areas/areas.ts'
import type { Course } from '../../shared/kinds/submission/course.ts'
import type { Fields } from '../../shared/model/value.ts'
import { faultsOf, isBlank } from '../../shared/submissions/filled.ts'
import { endOf } from '../../shared/kinds/periods.ts'
import type { ReadTable } from '../../shared/submissions/read-table.ts'
import { periodBefore } from '../../shared/submissions/period.ts'
import type {
  AnySubmissionStep,
  SubmissionActed,
  SubmissionFile,
  SubmissionStepName,
} from '../../shared/sync/submission.ts'
import { Denied, Refused, type Caller } from '../access/caller.ts'
import { createFiling, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { hasAction, ownDepartment, placeOf } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import type { Forms, OpenForm } from './forms.ts'
import { idOf, known, type Known } from './known.ts'
import { formDigest, putInForce, STEPS } from './in-force.ts'
import { SheetDesk } from './reading.ts'
import { cellsOf, rowsOf } from './records.ts'
import { can, EVENTS, isOwn, isPossible, may } from './rights.ts'

export interface DeskParts extends KnownParts, FilingParts {
  readonly areas: Areas
  readonly forms: Forms
  /** Told of what was approved and could not be put in force yet: it is tried again. */
  readonly onWaiting: (id: string, error: unknown) => void
}

/** Where what departments fill in is handed in, sent back and put in force, one action after the other. */
export class SubmissionDesk {
  readonly #parts: DeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed
  readonly #sheets = new SheetDesk()

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#file = createFiling(parts)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = known(this.#parts, this.#parts.forms, id)
    if (found === null) throw new Refused(404, 'noSubmission', 'there is no such submission')
    return found
  }

  /** For whom it may be told: what he may do with it is beside it. */
  told(each: Known, caller: Caller): SubmissionFile {
    const { id, derived, course, form } = each
    return {
      ...{ id, row: derived.row, can: can(each, caller), history: derived.rows?.['steps'] ?? [] },
      ...{ form: form?.form ?? null, last: rowsOf(course.cells), inForce: rowsOf(course.inForce) },
      rows: rowsOf(isPending(course) ? course.cells : course.inForce),
      before: form === null ? [] : rowsOf(this.#before(each, form)),
    }
  }

  /** A file that somebody would fill it in with, as its form understands it. Nothing is kept of it. */
  async read(id: string, bytes: unknown, caller: Caller): Promise<ReadTable> {
    const found = this.known(id)
    if (!may(found, 'submit', caller)) throw new Denied('submission.submit')
    const { form } = found
    if (form === null || !isPossible(found, 'submit')) throw staleStep('notNow', this.told(found, caller))
    return this.#sheets.read(form.form, bytes, caller.person().id)
  }

  step(
    id: string,
    name: SubmissionStepName,
    step: AnySubmissionStep,
    caller: Caller,
  ): Promise<SubmissionActed> {
    return this.#turn(async () => {
      const found = this.known(id)
      if (!may(found, name, caller)) throw new Denied(`submission.${name}`)
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      const form = this.#judge(found, name, step, caller)
      await this.#file(STEPS, this.#stepRecord(found, form, name, step, caller), caller, {
        ...{ action: `submission.${name}`, object: objectOf(id) },
        details: { id, from: found.course.state, event: EVENTS[name] },
      })
      if (name === 'approve') await this.#enforce(id)
      return this.#acted(id, caller)
    })
  }

  #judge(found: Known, name: SubmissionStepName, step: AnySubmissionStep, caller: Caller): OpenForm {
    const { form, course } = found
    if (course.steps !== step.seen) throw staleStep('stale', this.told(found, caller))
    if (form === null || !isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
    const rows = (step.rows ?? []).filter(row => form.form.lines !== undefined || !isBlank(row))
    const [first] = name === 'submit' ? faultsOf(form.form, rows) : []
    if (first !== undefined)
      throw new Refused(400, 'cellFault', `${first.row}/${first.column}: ${first.fault}`)
    if (name === 'approve' && course.form !== formDigest(form.form))
      throw new Refused(409, 'formChanged', 'the form was changed since this was handed in; send it back')
    return form
  }

  /** It was approved, whatever comes of this now: what fails is said and tried again. */
  async #enforce(id: string): Promise<void> {
    try {
      await putInForce(this.#parts, this.known(id))
    } catch (error) {
      this.#parts.onWaiting(id, error)
    }
  }

  #stepRecord(
    { id, course, derived }: Known,
    { form }: OpenForm,
    name: SubmissionStepName,
    { action, text, rows }: AnySubmissionStep,
    caller: Caller,
  ): Fields {
    const post = isOwn(name)
      ? { role: 'officer', department: ownDepartment(caller), place: null }
      : { role: 'leader', department: null, place: placeOf(caller, this.#parts.areas, derived.area) }
    const table =
      rows === undefined
        ? { cells: null, form: null }
        : { cells: cellsOf(form, rows), form: formDigest(form) }
    const at = this.#parts.now()
    return {
      id,
      at,
      step: course.steps + 1,
      type: EVENTS[name],
      text: text ?? null,
      ...table,
      action,
      ...post,
    }
  }

  #before({ period }: Known, { id, form }: OpenForm) {
    const { code } = periodBefore(form.every, endOf(period))
    return known(this.#parts, this.#parts.forms, idOf(id, code))?.course.inForce ?? []
  }

  #acted(id: string, caller: Caller): SubmissionActed {
    return { seq: this.#parts.city.seq, submission: this.told(this.known(id), caller) }
  }
}

/** Where nobody waits for a table, what is in force is what there is: one that was given up is only where somebody begins anew. */
const isPending = ({ state }: Course): boolean => state !== 'approved' && state !== 'excused'

const objectOf = (id: string): string => `submission/${id}`
