import { HOUR } from '../../calendar/civil.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import type { SessionFields } from './fields.ts'

/** 14:00 to 16:00 (DOMAIN 6.2), where nobody said when it ends. */
const USUAL_SPAN = 2 * HOUR

export type SessionState = 'planned' | 'open' | 'held' | 'cancelled'

/** A session at an instant: time alone opens it and ends it. */
export function deriveSession(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as SessionFields
  const { number, theme, startsAt, enterprises, departments } = fields
  const said = told(fields.endsAt)
  // An end before the beginning is none (A14).
  const impossible = said !== null && said <= startsAt
  const endsAt = said === null || impossible ? startsAt + USUAL_SPAN : said
  const { state, nextAt } = standingOf(startsAt, endsAt, fields.cancelled === true, now)
  return {
    area: main.area,
    row: {
      ...{ event: startsAt, kind: 'tea-session', area: main.area, number, theme: told(theme) },
      ...{ endsAt, state, enterprises, firms: enterprises.length, departments },
      marks: marksOf(main, false, impossible),
    },
    nextAt,
  }
}

function standingOf(startsAt: number, endsAt: number, cancelled: boolean, now: number) {
  const standing = (state: SessionState, nextAt: number | null) => ({ state, nextAt })
  if (cancelled) return standing('cancelled', null)
  if (now < startsAt) return standing('planned', startsAt)
  return now < endsAt ? standing('open', endsAt) : standing('held', null)
}
