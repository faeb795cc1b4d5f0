import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'
import { next, type WorkEvent } from '../../shared/kinds/worked/life.ts'
import type { LedgerStepName } from '../../shared/sync/ledger.ts'
import type { Caller } from '../access/caller.ts'
import { stageAfter, stageOf, type Known } from './known.ts'

interface Right {
  readonly event: WorkEvent
  readonly permission: PermissionName
  /** By whose scope: of the department that has the entry, of whoever keeps the ledger, or of the area it lies in. */
  readonly on: 'department' | 'keeper' | 'area'
}

/** What each route is, and whose it is. Who works on it does not strike it off, and takes himself out of no clock. */
export const RIGHTS: { readonly [step in LedgerStepName]: Right } = {
  take: { event: 'taken', permission: 'ledger.work', on: 'department' },
  note: { event: 'noted', permission: 'ledger.work', on: 'department' },
  move: { event: 'moved', permission: 'ledger.work', on: 'department' },
  answer: { event: 'answered', permission: 'ledger.work', on: 'department' },
  handBack: { event: 'handedBack', permission: 'ledger.work', on: 'department' },
  confirm: { event: 'confirmed', permission: 'ledger.confirm', on: 'keeper' },
  return: { event: 'returned', permission: 'ledger.confirm', on: 'keeper' },
  extend: { event: 'extended', permission: 'ledger.settle', on: 'area' },
  assign: { event: 'assigned', permission: 'ledger.settle', on: 'area' },
  sendBack: { event: 'returned', permission: 'ledger.settle', on: 'area' },
  strike: { event: 'struck', permission: 'ledger.settle', on: 'area' },
}

const STEP_NAMES = Object.keys(RIGHTS) as readonly LedgerStepName[]

/** Who noted it down stays who is asked, whatever its document says since. */
export const keeperOf = ({ course, way }: Known): string => course.keeper ?? way?.keeper ?? ''

export function subjectOf(known: Known, on: Right['on']): Subject {
  if (on === 'area') return { area: known.derived.area }
  return { department: on === 'keeper' ? keeperOf(known) : known.department }
}

/** What a step needs beside that it can follow. */
const NEEDS: { readonly [step in LedgerStepName]?: (known: Known) => boolean } = {
  move: known => stageAfter(known) !== null,
  // To the end through all of its stages: what is left out was not done.
  answer: known => stageAfter(known) === null,
  return: ({ course }) => course.state === 'answered',
  sendBack: ({ course }) => course.state === 'settled',
  extend: isExtendable,
}

/** Once in a stage, where its document says how much longer that may be. */
function isExtendable(known: Known): boolean {
  const longer = stageOf(known)?.longer
  const { clock } = known.course
  return longer !== undefined && !(clock?.term === longer.term && clock.termUnit === longer.unit)
}

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = (known: Known, step: LedgerStepName): boolean =>
  known.way !== null &&
  next(known.course.state, RIGHTS[step].event) !== null &&
  (NEEDS[step]?.(known) ?? true)

export const can = (known: Known, caller: Caller): readonly LedgerStepName[] =>
  STEP_NAMES.filter(step => {
    const { permission, on } = RIGHTS[step]
    return isPossible(known, step) && caller.may(permission, subjectOf(known, on))
  })
