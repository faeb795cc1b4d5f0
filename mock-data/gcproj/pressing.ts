import { dueAt } from '../../shared/calendar/due.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { afterWork, WORKDAY } from '../worktime.ts'
import { lookedAfterBy } from './butlers.ts'
import { tierOf, type Brief, type ItemLife, type Pressing } from './project.ts'

/** He waits a working day or two before he presses (DOMAIN 2.5). */
const WAITS = [1.1, 2] as const
const SIGNED = [0.2, 1.6] as const
const REPLIED = [0.6, 3] as const

const seconds = (at: number) => Math.floor(at / 1000) * 1000

/** What the chief butler presses at the one who looks after the item (LYX-08); null: it was over before he came to it. */
export function pressingOf(
  city: PretendCity,
  brief: Brief,
  life: Omit<ItemLife, 'pressing'>,
): Pressing | null {
  const { template, department, startAt, doneAt, applicable } = life
  if (!applicable || tierOf(brief.investment) !== 'team' || !lookedAfterBy(brief, department.name))
    return null
  const due = dueAt(startAt, { n: template.limit, unit: 'workday' }, city.official, pausesOf(life)).at
  if (due === null) return null
  const chance = stream(city.seed, 'gcproj', 'pressing', brief.code, template.no)
  const after = (from: number, [least, most]: readonly [number, number]) =>
    seconds(afterWork(city.calendar, from, chance.between(least, most) * WORKDAY))
  const issuedAt = after(due, WAITS)
  if (issuedAt >= doneAt) return null
  const signedAt = after(issuedAt, SIGNED)
  const repliedAt = after(signedAt, REPLIED)
  return { issuedAt, signedAt: Math.min(signedAt, doneAt), repliedAt: Math.min(repliedAt, doneAt) }
}

const pausesOf = ({ pauses }: Pick<ItemLife, 'pauses'>) =>
  pauses.map(({ kind, startAt, endAt, extendDays }) =>
    kind === '1'
      ? ({ kind: 'extension', workdays: extendDays } as const)
      : ({ kind: 'stop', from: startAt, to: endAt } as const),
  )
