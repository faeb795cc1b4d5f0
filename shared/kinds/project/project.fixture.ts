import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Part, Row, Thing } from '../kind.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { project } from './kind.ts'

/** The eight stages with limits that sum to 55 without 土地办理. */
export const STAGES: readonly Fields[] = [
  ['公司设立', 2],
  ['策划生成', 8],
  ['立项用地', 11],
  ['土地办理', 51],
  ['工程许可', 14],
  ['施工许可', 10],
  ['竣工验收', 7],
  ['不动产登记', 3],
].map(([name, limit], i) => ({ no: i + 1, name: name as string, limit: limit as number, excluded: i === 3 }))

export const item = (key: string, stage: number, fields: Fields = {}): Fields => ({
  key,
  stage,
  name: `事项${key}`,
  limit: 5,
  ...fields,
})

/** A change of a plan, made here at a time: `place` is its place among them. */
export const change = (place: number, at: string, type: string, fields: Fields = {}) =>
  [
    `step:${place}`,
    partWith(
      { step: place, type, role: 'leader', action: `a${place}`, ...fields },
      { event: instant(at), area: '' },
    ),
  ] as const

/** From and to as texts. */
export const ran = (from: string, to: string | null): Fields => ({
  startAt: instant(from),
  doneAt: to === null ? null : instant(to),
})

export const projectThing = (
  items: readonly Fields[],
  fields: Fields = {},
  changes: readonly (readonly [string, Part])[] = [],
): Thing =>
  thingWith(project, {
    ...Object.fromEntries(changes),
    main: partWith({
      investCode: '2611-211004-04-01-000011',
      name: '演示项目',
      stages: STAGES,
      items,
      ...fields,
    }),
  })

export const rowsOf = (
  thing: Thing,
  now: string | number,
): { row: Row; inner: Record<string, readonly Row[]> } => {
  const derived = derivedAt(project, thing, typeof now === 'number' ? now : instant(now))
  return { row: derived.row, inner: { ...derived.rows } }
}
