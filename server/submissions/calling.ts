import type { Fields } from '../../shared/model/value.ts'
import { lastEnded, periodBefore, type Period } from '../../shared/submissions/period.ts'
import type { OpenForm } from './forms.ts'
import { putRestInForce, type InForceParts } from './in-force.ts'
import { idOf } from './known.ts'

export interface CallingParts extends InForceParts {
  readonly isKnown: (id: string) => boolean
}

export const SUBMISSIONS = 'submissions'

/** So far back it is looked whether a form was ever asked for. */
const BACK = 60

/**
 * Asks for what is due: each form for each period that has ended since it was last asked for, also where the product was not there on the
 * day. Its term runs from now: nobody could have filled in what he was not asked for. A form that is new is asked for its last period.
 */
export async function callForDue(parts: CallingParts): Promise<number> {
  const due = [...parts.forms.values()].flatMap(form =>
    missingOf(form, parts).map(period => dueRecord(form, period, parts.now())),
  )
  if (due.length === 0) return 0
  const taken = parts.file(SUBMISSIONS, due)
  if (taken === null) throw new Error(`the form "${SUBMISSIONS}" does not run`)
  const { accepted, duplicate, quarantined } = await taken
  if (accepted + duplicate !== due.length) throw new Error(`${quarantined} of what is due were set aside`)
  return due.length
}

function missingOf({ id, form }: OpenForm, { now, isKnown }: CallingParts): readonly Period[] {
  const last = lastEnded(form.every, now())
  const missing: Period[] = []
  for (let period = last, n = 0; n < BACK; period = periodBefore(form.every, period.end), n++) {
    if (isKnown(idOf(id, period.code))) return missing
    missing.unshift(period)
  }
  return [last]
}

const dueRecord = (
  { id, title, office, form: { area, withinDays } }: OpenForm,
  { code }: Period,
  at: number,
): Fields => ({ id: idOf(id, code), at, form: id, title, office, period: code, area, withinDays })

/** Looks again and again: a period ends, something approved found no room to be put in force. */
const LOOK_MS = 10_000
/** After a failure: what is set aside, or finds no room, is tried again and not all the time. */
const PAUSE_MS = 300_000

export function startCalling(parts: CallingParts, onFailure: (error: unknown) => void): () => Promise<void> {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: Promise<void> = Promise.resolve()
  const look = () => {
    let wait = LOOK_MS
    looking = callForDue(parts)
      .then(() => putRestInForce(parts))
      .catch((error: unknown) => {
        wait = PAUSE_MS
        onFailure(error)
      })
      .then(() => {
        if (!isStopped) timer = setTimeout(look, wait)
      })
  }
  look()
  return () => {
    isStopped = true
    clearTimeout(timer)
    return looking
  }
}
