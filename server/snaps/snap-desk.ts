import { HOUR } from '../../shared/calendar/civil.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { AnySnapStep, Filed, FileSnap, SnapHistory, SnapStepName } from '../../shared/sync/snap.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { createAllowance } from '../deeds/allowance.ts'
import { createFiling, orFull, type FileDeed, type FilingParts } from '../deeds/filing.ts'
import type { KnownParts } from '../deeds/known.ts'
import { numberFor } from '../deeds/numbering.ts'
import { officeIn, type OfficeParts } from '../deeds/office.ts'
import { hasAction, ownDepartment } from '../deeds/post.ts'
import { staleStep } from '../deeds/stale.ts'
import { createTurns } from '../deeds/turns.ts'
import type { Photos } from '../photos/photos.ts'
import type { Filing, Filings } from './filings.ts'
import { known, linkedOf, PREFIX, SOURCE, type Known } from './known.ts'
import { can, isPossible, STEPS } from './rights.ts'

export interface SnapDeskParts extends KnownParts, FilingParts, OfficeParts {
  readonly photos: Photos
  readonly filings: Filings
}

/** The forms of their feeds: a report and a step of one have other fields. */
const SNAPS = 'snaps'
const SNAP_STEPS = 'snap-steps'

/** What can be settled is settled within natural hours, day and night (PRV-01). */
const ANSWER_MS = 24 * HOUR

/** Who is told how a report goes on, and as which group of people he counts. */
export interface Maker {
  readonly id: string
  readonly reporter: string
  /** More than so many an hour are no pair of eyes, and would fill the disk. */
  readonly perHour: number
}

/** 流动网格员 are the riders (HW-18); whoever else of the house saw something is called so. */
function makerOf(caller: Caller): Maker {
  const { id, roles } = caller.person()
  return { id, reporter: roles.includes('reporter') ? '骑手' : '工作人员', perHour: 60 }
}

/** Of more than these nobody asks how they went. */
const MOST_OWN = 100

const NONE = ['noSnap', 'there is no such report'] as const

const objectOf = (id: string): string => `snap/${id}`

const filingOf = ({ id, main }: Known): Filing => ({ number: id, action: main.fields['action'] as string })

/**
 * Where people report what they saw, and others look at it and answer them. One action after the other, so that each is judged by
 * what the one before it left, and no number is given twice.
 */
export class SnapDesk {
  readonly #parts: SnapDeskParts
  readonly #turn = createTurns()
  readonly #file: FileDeed
  readonly #allowance: ReturnType<typeof createAllowance>

  constructor(parts: SnapDeskParts) {
    this.#parts = parts
    this.#allowance = createAllowance(parts.now, HOUR)
    this.#file = createFiling(parts)
  }

  /** null: there is none. */
  find(id: string): Known | null {
    return known(this.#parts, id)
  }

  /** 404 where there is none. */
  known(id: string): Known {
    const found = this.find(id)
    if (found === null) throw new Refused(404, ...NONE)
    return found
  }

  /** Throws Denied where it lies in no part of the city that is his. */
  seen(id: string, caller: Caller): Known {
    const found = this.known(id)
    caller.require('snap.view', { area: found.derived.area })
    return found
  }

  /** That he made himself; of any other he learns nothing, not even that it is there. */
  made(id: string, maker: string): Known {
    const found = this.find(id)
    if (found === null || !this.#parts.filings.isOf(filingOf(found), maker)) throw new Refused(404, ...NONE)
    return found
  }

  told(each: Known, caller: Caller): SnapHistory {
    const { row, rows } = each.derived
    const { description, address } = each.main.fields
    return {
      ...{ id: each.id, row, can: can(each, caller), history: rows?.['steps'] ?? [] },
      text: typeof description === 'string' ? description : '',
      address: typeof address === 'string' ? address : null,
      linked: linkedOf(this.#parts, each),
    }
  }

  /** The newest that somebody made, those that there are. */
  madeBy(maker: string, most = MOST_OWN): readonly Known[] {
    return this.#parts.filings.of(maker, most).flatMap(({ number, action }) => {
      const found = this.find(number)
      return found !== null && filingOf(found).action === action ? [found] : []
    })
  }

  /** A photo is among those that were sent before. `also`: what else would be the same action. */
  file(snap: FileSnap, caller: Caller, maker: Maker = makerOf(caller), also?: string): Promise<Filed> {
    return this.#turn(async () => {
      const { area, category, photo, action } = snap
      if (this.#parts.areas.byId(area) === null) throw new Refused(400, 'noArea', 'there is no such area')
      caller.require('snap.file', { area })
      const thing = (number: string) => this.#parts.thing(`${SOURCE}/${number}`)
      const actions = also === undefined ? [action] : [action, also]
      const { same, number } = numberFor(PREFIX, this.#parts.now(), actions, thing)
      if (same !== null) return this.#acted(same, caller)
      if (!this.#allowance.take(maker.id, maker.perHour))
        throw new Refused(429, 'tooOften', 'too many reports within an hour')
      this.#lean(photo)
      // Told before it is kept: a report that nobody made could never be answered, a number without a report is nothing.
      orFull(() => this.#parts.filings.note({ number, action }, maker.id))
      await this.#file(SNAPS, this.#record(number, snap, maker), caller, {
        ...{ action: 'snap.file', object: objectOf(number) },
        details: { number, area, category, photo: photo !== undefined },
      })
      return this.#acted(number, caller)
    })
  }

  step(id: string, name: SnapStepName, step: AnySnapStep, caller: Caller): Promise<Filed> {
    return this.#turn(async () => {
      const found = this.known(id)
      caller.require('snap.handle', { area: found.derived.area })
      if (hasAction(found.thing, step.action)) return this.#acted(id, caller)
      if (found.derived.row['step'] !== step.seen) throw staleStep('stale', this.told(found, caller))
      if (!isPossible(found, name)) throw staleStep('notNow', this.told(found, caller))
      this.#lean(step.photo)
      await this.#file(SNAP_STEPS, this.#stepRecord(id, name, step, caller), caller, {
        ...{ action: `snap.${name}`, object: objectOf(id) },
        details: {
          ...{ number: id, from: found.derived.row['state'] ?? null, event: STEPS[name] },
          ...{ to: step.upgradedTo ?? null, no: step.upgradedNo ?? null },
        },
      })
      return this.#acted(id, caller)
    })
  }

  #lean(photo: string | undefined): void {
    if (photo !== undefined && !orFull(() => this.#parts.photos.use(photo)))
      throw new Refused(400, 'noPhoto', 'there is no such photo; send it again')
  }

  #record(number: string, snap: FileSnap, { reporter }: Maker): Fields {
    const at = this.#parts.now()
    const { action, area, category, text, address = null, lon = null, lat = null, photo = null } = snap
    return {
      ...{ number, at, type: 'event', area, category, text, address, lon, lat, photo, action },
      reporter,
      answerBy: at + ANSWER_MS,
      office: officeIn(this.#parts, area),
      history: [{ status: 'submitted', at }],
    }
  }

  #stepRecord(id: string, name: SnapStepName, step: AnySnapStep, caller: Caller): Fields {
    const { seen, action, text = null, photo = null, upgradedTo = null, upgradedNo = null } = step
    return {
      ...{ number: id, at: this.#parts.now(), step: seen + 1, type: STEPS[name], action },
      ...{ text, photo, upgradedTo, upgradedNo, role: 'officer', place: null },
      department: ownDepartment(caller),
    }
  }

  #acted(id: string, caller: Caller): Filed {
    return { seq: this.#parts.city.seq, snap: this.told(this.known(id), caller) }
  }
}
