import type { Calendar } from '../../calendar/calendar.ts'
import { dueAt as dueFrom, type Due } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import type { IssueFields } from './fields.ts'
import type { SupervisionState } from './life.ts'

export type Awaited = 'acknowledgement' | 'plan' | 'execution' | 'closing' | 'nothing'

/** What a supervision waits for since when, and until when. */
export interface Wait {
  readonly for: Awaited
  readonly since: number
  readonly limit: Limit | null
  /** The last instant in time; null where nobody set one. */
  readonly dueAt: number | null
  /** The last instant before the second notice was in vain; null where none is given. */
  readonly lastAt: number | null
  /** One of the two leans on days whose status is not final. */
  readonly provisional: boolean
}

/** What the instants of a wait depend on. */
export interface Standing {
  readonly issuedAt: number
  readonly state: SupervisionState
  /** When it came into this state. */
  readonly since: number
  /** A plan was sent back, and is due anew from then; null: none was. */
  readonly returnedAt: number | null
  readonly promisedAt: number | null
}

const workdays = (n: number): Limit => ({ n, unit: 'workday' })

export function waitOf(
  fields: Pick<IssueFields, 'acknowledgeDays' | 'replyDays'>,
  { state, since, issuedAt, returnedAt, promisedAt }: Standing,
  calendar: Calendar,
): Wait {
  const again = workdays(fields.acknowledgeDays)
  switch (state) {
    case 'issued':
      return noticed({ for: 'acknowledgement', since, limit: again, again, calendar })
    case 'acknowledged': {
      const from = returnedAt ?? issuedAt
      return noticed({ for: 'plan', since: from, limit: workdays(fields.replyDays), again, calendar })
    }
    case 'replied':
      return { ...OPEN_ENDED, for: 'execution', since, dueAt: promisedAt }
    case 'executed':
      return { ...OPEN_ENDED, for: 'closing', since }
    case 'closed':
      return { ...OPEN_ENDED, for: 'nothing', since }
  }
}

const OPEN_ENDED = { limit: null, dueAt: null, lastAt: null, provisional: false } as const

interface Noticed {
  readonly for: Awaited
  readonly since: number
  readonly limit: Limit
  /** What the second notice gives. */
  readonly again: Limit
  readonly calendar: Calendar
}

function noticed({ for: awaited, since, limit, again, calendar }: Noticed): Wait {
  const due = dueFrom(since, limit, calendar)
  const last: Due | null = due.at === null ? null : dueFrom(due.at, again, calendar)
  return {
    for: awaited,
    since,
    limit,
    dueAt: due.at,
    lastAt: last === null ? null : last.at,
    provisional: due.provisional || last?.provisional === true,
  }
}
