import { dateOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { plainTime } from '../time-text.ts'
import { workbookBytes, columnName, type Cell } from '../workbook.ts'
import { ledgerOf } from './ledger.ts'
import type { Problem, Step } from './problem.ts'
import { visitsHandedOver, visitsOfLate, type Visit } from './pairs.ts'
import { sessionName, sessionsUntil, type Session } from './sessions.ts'

/** What a spreadsheet holds: its title, and cells by the names of columns. */
interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

type Read<T> = readonly (readonly [title: string, cell: (of: T) => Cell])[]

const tableOf = <T>(title: string, read: Read<T>, all: readonly T[]): Table => ({
  title,
  columns: read.map(([name]) => name),
  rows: all.map(one => read.map(([, cell]) => cell(one))),
})

const PROBLEMS: Read<Problem> = [
  ['编号', ({ no }) => no],
  ['问题', ({ title }) => title],
  ['企业', ({ enterprise }) => enterprise],
  ['来源', ({ source }) => source],
  ['类别', ({ category }) => category],
  ['下午茶场次', ({ session }) => (session === null ? null : sessionName(session))],
  ['收集时间', ({ collectedAt }) => plainTime(collectedAt)],
  ['所属街镇', ({ town }) => town],
  ['情况说明', ({ text }) => text],
]

interface NumberedStep {
  readonly problem: string
  readonly place: number
  readonly step: Step
}

const STEPS: Read<NumberedStep> = [
  ['编号', ({ problem }) => problem],
  ['序号', ({ place }) => place],
  ['环节', ({ step }) => step.name],
  ['办理时间', ({ step }) => plainTime(step.at)],
  ['经办部门', ({ step }) => step.department],
  ['办理情况', ({ step }) => step.text],
  ['剔除原因', ({ step }) => step.reason ?? null],
  ['并入编号', ({ step }) => step.mergedInto ?? null],
  ['问题小组', ({ step }) => step.group ?? null],
  ['临时小组', ({ step }) => step.team ?? null],
  ['交办部门', ({ step }) => step.to ?? null],
  ['承诺时限', ({ step }) => (step.promisedAt === undefined ? null : plainTime(step.promisedAt))],
  ['满意度', ({ step }) => step.satisfaction ?? null],
]

const SESSIONS: Read<Session> = [
  ['场次', ({ no }) => sessionName(no)],
  ['主题', ({ theme }) => theme],
  ['开始时间', ({ startsAt }) => plainTime(startsAt)],
  ['结束时间', ({ endsAt }) => plainTime(endsAt)],
  ['参会企业', ({ enterprises }) => enterprises.join('、')],
  ['参会部门', ({ departments }) => departments.join('、')],
]

const VISITS: Read<Visit> = [
  ['走访编号', ({ number }) => number],
  ['包联编号', ({ pair }) => pair.number],
  ['干部层级', ({ pair }) => pair.level],
  ['干部岗位', ({ pair }) => pair.post],
  ['走访对象', ({ pair }) => pair.party],
  ['走访时间', ({ at }) => plainTime(at)],
  ['走访内容', ({ about }) => about],
  ['发现问题编号', ({ problem }) => problem],
]

/** A clerk saves a sheet now and then with a line more above it, or with its columns moved (A7). */
const A7_PER_FILE = 25

function bytesOf({ seed, anomalies }: PretendCity, { title, columns, rows }: Table): Uint8Array {
  const chance = stream(seed, 'enterprise file', title)
  const isOdd = anomalies.hits('A7', ['enterprise', title], A7_PER_FILE)
  const places = columns.map((_, i) => i)
  const order = isOdd && chance.happens(0.5) ? chance.shuffled(places) : places
  const above: Cell[][] = isOdd ? [[title], ['演示数据,请勿外传'], []] : [[title]]
  const arranged = (cells: readonly Cell[]) => order.map(place => cells[place]!)
  return workbookBytes({
    name: '清单',
    rows: [...above, arranged(columns), ...rows.map(arranged)],
    merged: [`A1:${columnName(columns.length - 1)}1`],
  })
}

const dated = (at: number) => dateOfDay(dayNumber(at)).replaceAll('-', '')
const DISTRICT_NAME = '宏伟区'

/** The ledger as the district had it on paper, handed over once: the problems, and what was done about them. */
export function handover(city: PretendCity, at: number) {
  const ledger = ledgerOf(city, at)
  const steps = ledger.flatMap(({ no, steps: all }) =>
    // The collection is the first.
    all.map((step, i): NumberedStep => ({ problem: no, place: i + 2, step })),
  )
  const on = dateOfDay(dayNumber(at))
  const file = (name: string, table: Table) => ({
    ...{ at, name: `${name}_${dated(at)}.xlsx` },
    bytes: () => bytesOf(city, table),
  })
  return [
    file('企业问题清单', tableOf(`${DISTRICT_NAME}双进双促企业问题清单(${on}移交)`, PROBLEMS, ledger)),
    file('企业问题办理', tableOf(`${DISTRICT_NAME}双进双促问题办理记录(${on}移交)`, STEPS, steps)),
  ]
}

/** The list of sessions as it is sent: the last of them is announced. `only` leaves all but the newest out. */
export function sessionList(city: PretendCity, at: number, only: number = Infinity) {
  const all = sessionsUntil(city, at)
  const title = `${DISTRICT_NAME}助企亲清下午茶场次(${dateOfDay(dayNumber(at))})`
  return {
    ...{ at, name: `亲清下午茶_${dated(at)}.xlsx` },
    bytes: () => bytesOf(city, tableOf(title, SESSIONS, all.slice(-only))),
  }
}

/** Visits of the pairs (HW-03): all of them with the handover, later those of the last weeks. */
function visitList(city: PretendCity, at: number, visits: () => readonly Visit[]) {
  const title = `${DISTRICT_NAME}双进双促走访(${dateOfDay(dayNumber(at))})`
  return {
    ...{ at, name: `双进双促走访_${dated(at)}.xlsx` },
    bytes: () => bytesOf(city, tableOf(title, VISITS, visits())),
  }
}

export const visitsAtFirst = (city: PretendCity, at: number) =>
  visitList(city, at, () => visitsHandedOver(city, at))
export const visitsLater = (city: PretendCity, at: number) =>
  visitList(city, at, () => visitsOfLate(city, at))
