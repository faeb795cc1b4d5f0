import { Type, type Static } from 'typebox'
import { count, flag, instant, text } from '../columns.ts'
import { Code, Count, exact, Instant, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** In how many of the places of one sort that should have one there is an organisation of the party. */
export const CoverageFields = Type.Object(
  {
    unit: Code,
    /** 村社区, 网格, 规上企业, 非公企业, 社会组织. */
    places: Name,
    built: optional(Count),
    due: optional(Count),
    asOf: optional(Instant),
  },
  exact,
)
type CoverageFields = Static<typeof CoverageFields>

/** 组织覆盖 of a district, for one sort of places. */
export const partyCoverage: Kind = {
  id: 'party-coverage',
  version: 1,
  title: { zh: '党组织覆盖', en: 'coverage by the party' },
  parts: { main: CoverageFields },
  columns: [
    ...eventColumns,
    text('unit', '单位编码', 'code of the unit'),
    text('places', '覆盖对象', 'sort of places'),
    count('built', '已建', 'have one', '个'),
    count('due', '应建', 'should have one', '个'),
    count('missing', '未覆盖', 'have none', '个'),
    flag('whole', '全覆盖', 'all have one'),
    instant('asOf', '数据截至', 'as of'),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['unit', 'places'] },
  derive: deriveCoverage,
}

function deriveCoverage(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as CoverageFields
  const [built, due] = [told(fields.built), told(fields.due)]
  const missing = built === null || due === null ? null : Math.max(0, due - built)
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'party-coverage',
      area: main.area,
      unit: fields.unit,
      places: fields.places,
      built,
      due,
      missing,
      whole: missing === null ? null : missing === 0,
      asOf: told(fields.asOf),
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
