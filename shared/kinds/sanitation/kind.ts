import { Type, type Static } from 'typebox'
import { instant, number, text } from '../columns.ts'
import { Code, Count, exact, Instant, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Codes, Column, Derived, Kind, Part, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** Held in thousandths, shown in per cent. */
const PER_CENT = { zh: '%', en: '%' }

const Vehicle = Type.Object(
  {
    number: Code,
    type: optional(Name),
    district: optional(Code),
    state: oneOf(['online', 'repair']),
    /** Metres of today. */
    worked: optional(Count),
  },
  exact,
)
const Route = Type.Object(
  {
    number: Code,
    name: optional(Name),
    district: optional(Code),
    vehicle: optional(Code),
    state: oneOf(['waiting', 'running', 'done']),
    /** Thousandths. */
    progress: optional(Count),
    coverage: optional(Count),
    startedAt: optional(Instant),
    endedAt: optional(Instant),
  },
  exact,
)
/** One message tells either of all vehicles or of all routes; a mapping leaves the other one null. */
const TableFields = Type.Object(
  {
    vehicles: optional(Type.Array(Vehicle, { maxItems: 1000 })),
    routes: optional(Type.Array(Route, { maxItems: 1000 })),
  },
  exact,
)
type TableFields = Static<typeof TableFields>

const VEHICLE_STATES: Codes = {
  online: { zh: '可用', en: 'fit for service' },
  repair: { zh: '维修', en: 'in repair' },
}
const ROUTE_STATES: Codes = {
  waiting: { zh: '未开始', en: 'waiting' },
  running: { zh: '作业中', en: 'running' },
  done: { zh: '已完成', en: 'done' },
}

const head: readonly Column[] = [
  ...eventColumns,
  text('key', '编号键', 'key'),
  text('district', '区县', 'district'),
]

/** What the fleet office of 环卫 keeps: which vehicles there are, and how the day's routes stand. */
export const sanitation: Kind = {
  id: 'sanitation',
  version: 1,
  title: { zh: '环卫作业', en: 'sanitation' },
  parts: { 'main:': TableFields },
  columns: [
    ...eventColumns,
    number('vehicles', '车辆', 'vehicles', { zh: '辆', en: '' }),
    number('routes', '线路', 'routes', { zh: '条', en: '' }),
    marksColumn,
  ],
  inner: {
    vehicles: [
      ...head,
      text('type', '车型', 'type'),
      text('state', '状态', 'state', VEHICLE_STATES),
      number('worked', '今日作业里程', 'worked today', { zh: '公里', en: 'km' }, 1000),
    ],
    routes: [
      ...head,
      text('name', '线路', 'route'),
      text('vehicle', '作业车辆', 'vehicle'),
      text('state', '状态', 'state', ROUTE_STATES),
      number('progress', '进度', 'progress', PER_CENT, 10),
      number('coverage', '覆盖率', 'coverage', PER_CENT, 10),
      instant('startedAt', '开始时间', 'started at'),
      instant('endedAt', '完成时间', 'ended at'),
    ],
  },
  bounded: true,
  publicly: { about: 'things', open: ['key', 'name', 'district', 'vehicle', 'type', 'state'] },
  derive: deriveSanitation,
}

function deriveSanitation(thing: Thing): Derived | null {
  const tables = Object.keys(thing.parts)
    .filter(name => name.startsWith('main:'))
    .map(name => thing.parts[name] as Part)
    .filter(({ op }) => op === 'put')
    .sort((a, b) => a.at - b.at || (a.hash < b.hash ? -1 : 1))
  const last = tables[tables.length - 1]
  if (last === undefined) return null
  const vehicles = rowsOf(tables, 'vehicles')
  const routes = rowsOf(tables, 'routes')
  return {
    area: last.area,
    row: {
      event: last.event,
      kind: 'sanitation',
      area: last.area,
      vehicles: vehicles === null ? null : vehicles.length,
      routes: routes === null ? null : routes.length,
      marks: marksOf(last, false, false),
    },
    rows: { vehicles: vehicles ?? [], routes: routes ?? [] },
    nextAt: null,
  }
}

/** Of the newest table that tells of them; null when none ever did. A number given twice counts once, the first. */
function rowsOf(tables: readonly Part[], over: 'vehicles' | 'routes'): Row[] | null {
  const newest = tables.filter(({ fields }) => Array.isArray(fields[over])).pop()
  if (newest === undefined) return null
  const { vehicles, routes } = newest.fields as unknown as TableFields
  const rows = over === 'vehicles' ? vehicles?.map(vehicleRow) : routes?.map(routeRow)
  const head = { event: newest.event, kind: 'sanitation', area: newest.area }
  const byKey = new Map<string, Row>()
  for (const row of rows ?? []) {
    const key = row['key'] as string
    if (!byKey.has(key)) byKey.set(key, { ...head, ...row })
  }
  return [...byKey.values()]
}

const vehicleRow = ({ number, type, district, state, worked }: Static<typeof Vehicle>): Row => ({
  key: number,
  district: told(district),
  type: told(type),
  state,
  worked: told(worked),
})

const routeRow = (route: Static<typeof Route>): Row => ({
  key: route.number,
  district: told(route.district),
  name: told(route.name),
  vehicle: told(route.vehicle),
  state: route.state,
  progress: told(route.progress),
  coverage: told(route.coverage),
  startedAt: told(route.startedAt),
  endedAt: told(route.endedAt),
})
