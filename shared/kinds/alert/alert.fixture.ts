import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Derived, Part, Thing } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { alert } from './kind.ts'

export const RAISED = instant('2026-11-24 10:00')

export const raised = (fields: Fields = {}): Part =>
  partWith(
    {
      ...{ number: 'a-1', rule: 'gas-leak', title: '燃气压力越限', titleEn: 'Gas', severity: 2 },
      ...{
        subjects: ['211002~0123456789abcdef'],
        count: 1,
        what: '燃气压力越限',
        place: '白塔区',
        value: '2 处',
      },
      ...{ since: RAISED, sound: true, ...fields },
    },
    { event: RAISED },
  )

export const step = (place: number, type: string, at: number, fields: Fields = {}): Part =>
  partWith({ step: place, type, ...fields }, { event: at })

export const alerted = (steps: readonly Part[], fields: Fields = {}): Thing =>
  thingWith(alert, {
    main: raised(fields),
    ...Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each])),
  })

export const at = (thing: Thing, now: number): Derived => derivedAt(alert, thing, now)
