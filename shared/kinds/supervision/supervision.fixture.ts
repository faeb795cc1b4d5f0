import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Derived, Part, Thing } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { supervision } from './kind.ts'

/** A Monday morning. To be signed for until the end of Tuesday, a second notice until Wednesday's; the plan until Thursday's. */
export const ISSUED = instant('2026-11-23 09:00')

export const issue = (fields: Fields = {}, event = ISSUED): Part =>
  partWith(
    {
      ...{ number: 'DB-1', target: 'gcproj/1', item: '6-2', title: '质量监督手续', department: '市住建局' },
      ...{ level: 'press', occasion: 'overdue', reason: '请抓紧办理', acknowledgeDays: 1, replyDays: 3 },
      ...{ role: 'leader', action: 'a1', ...fields },
    },
    { event },
  )

export const step = (place: number, type: string, at: string | number, fields: Fields = {}): Part =>
  partWith(
    {
      ...{ step: place, type, role: type === 'returned' || type === 'closed' ? 'leader' : 'officer' },
      ...{ action: `a${place}`, ...fields },
    },
    { event: typeof at === 'number' ? at : instant(at) },
  )

/** With steps that are numbered from the second. */
export const supervised = (steps: readonly Part[], fields: Fields = {}): Thing =>
  thingWith(supervision, {
    main: issue(fields),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })

export const at = (thing: Thing, now: string | number): Derived =>
  derivedAt(supervision, thing, typeof now === 'number' ? now : instant(now))
