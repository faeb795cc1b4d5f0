import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Derived, Part, Thing } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { problem } from './kind.ts'

/** A Friday in the afternoon, at the tea table. To be analysed until the end of the next Monday. */
export const COLLECTED = instant('2026-11-20 15:00')

export const collected = (fields: Fields = {}, event = COLLECTED): Part =>
  partWith(
    {
      ...{ number: 'WT20261120-1', title: '质量验收系统无法提交', enterprise: '演示企业07' },
      ...{ source: 'tea', session: '198', office: '宏伟区发改委', ...fields },
    },
    { event, area: '211004' },
  )

export const step = (place: number, type: string, at: string | number, fields: Fields = {}): Part =>
  partWith(
    { step: place, type, ...fields },
    { event: typeof at === 'number' ? at : instant(at), area: '211004' },
  )

/** With steps that are numbered from the second. */
export const problemWith = (steps: readonly Part[], fields: Fields = {}): Thing =>
  thingWith(problem, {
    main: collected(fields),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })

export const at = (thing: Thing, now: string | number): Derived =>
  derivedAt(problem, thing, typeof now === 'number' ? now : instant(now))
