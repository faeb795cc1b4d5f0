import { Type, type Static } from 'typebox'
import { count, fewFlag, flag, text } from '../columns.ts'
import { Code, Count, exact, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Column, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** 应急资源 (IOC-12): who or what helps, where, and whether it could now. */
export const ResourceFields = Type.Object(
  {
    code: Code,
    name: Name,
    sort: oneOf(['station', 'team', 'shelter', 'store']),
    people: optional(Count),
    vehicles: optional(Count),
    capacity: optional(Count),
    state: oneOf(['ready', 'out', 'closed']),
  },
  exact,
)
type ResourceFields = Static<typeof ResourceFields>

const columns: readonly Column[] = [
  ...eventColumns,
  text('code', '资源编号', 'resource'),
  text('title', '名称', 'name'),
  text('sort', '类型', 'sort', {
    station: { zh: '消防救援站', en: 'fire station' },
    team: { zh: '应急救援队', en: 'rescue team' },
    shelter: { zh: '应急避难场所', en: 'shelter' },
    store: { zh: '应急物资库', en: 'store' },
  }),
  text('state', '状态', 'state', {
    ready: { zh: '待命', en: 'ready' },
    out: { zh: '出动', en: 'out' },
    closed: { zh: '停用', en: 'closed' },
  }),
  flag('ready', '可用', 'ready'),
  fewFlag('away', '不可用', 'not ready'),
  count('people', '值守人员', 'people on duty', '人'),
  count('vehicles', '车辆', 'vehicles', '辆'),
  count('capacity', '容量', 'capacity', ''),
  marksColumn,
]

export const rescueResource: Kind = {
  id: 'rescue-resource',
  version: 1,
  title: { zh: '应急资源', en: 'rescue resource' },
  parts: { main: ResourceFields },
  columns,
  bounded: true,
  // Where help is, everybody is to know.
  publicly: { about: 'things', open: ['code', 'title'] },
  derive: deriveResource,
}

function deriveResource(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const { code, name, sort, state, people, vehicles, capacity } = main.fields as unknown as ResourceFields
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'rescue-resource',
      area: main.area,
      code,
      title: name,
      sort,
      state,
      ready: state === 'ready',
      away: state !== 'ready',
      people: told(people),
      vehicles: told(vehicles),
      capacity: told(capacity),
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
