import { DAY, MINUTE, dateOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { GATES, TAGS, turnAfter, type System, type Tag } from './tags.ts'
import { DRILL, type ParkTroubles, type Span } from './troubles.ts'

/** An alarm of the safety system: from the first word of its detector beyond the limit to the first within. */
export interface ParkAlarm extends Span {
  readonly no: string
  readonly tag: Tag
}

/** What one of the other systems did about an alarm. */
export interface ParkAnswer {
  readonly alarm: ParkAlarm
  readonly system: System
  readonly device: string
  readonly action: string
  /** In truth. */
  readonly at: number
  /** A14: by a clock that is ten minutes behind. */
  readonly toldAt: number
}

export interface Linkage {
  /** Raised with from < raised <= to, in order. */
  readonly alarms: (from: number, to: number) => readonly ParkAlarm[]
  /** In order of time; who is silent is not among them. */
  readonly answersTo: (alarm: ParkAlarm) => readonly ParkAnswer[]
  /** When no vehicle is let in, of a day. */
  readonly closures: (day: number) => readonly Span[]
}

type Reaction = readonly [action: string, median: number, devices: readonly string[]]

const numbered = (prefix: string): readonly string[] =>
  TAGS.filter(({ id }) => id.startsWith(`${prefix}-`)).map(({ id }) => id)

const SHOWN: Reaction = ['全屏播放疏散提示', 4, numbered('LED')]
const CLOSED: Reaction = ['切断阀关闭', 9, numbered('PP')]
const STOPPED: Reaction = ['卡口停止放行', 22, GATES]
const PUMPED: Reaction = ['消防泵启动', 16, numbered('FP')]

/** Who reacts to what, and within how many seconds mostly: of a leak everybody. */
const REACTIONS: { readonly [measure: string]: { readonly [system in System]?: Reaction } } = {
  gas: {
    ...{ boards: SHOWN, pipes: CLOSED, vehicles: STOPPED, fire: PUMPED },
    environment: ['厂界加密监测', 48, numbered('AQ')],
    energy: ['非应急负荷切断', 28, numbered('EM')],
  },
  level: { boards: SHOWN, pipes: CLOSED, vehicles: STOPPED },
  pressure: { boards: SHOWN, pipes: CLOSED, fire: ['储罐喷淋启动', 16, numbered('FP')] },
}

/** A system is several devices, of which each may be out of order. */
const SILENT = 2
const BEHIND = 10 * MINUTE
const SPREAD = 0.45

export function createLinkage(city: PretendCity, troubles: ParkTroubles): Linkage {
  const ofDay = remembered(day => alarmsOfDay(city, troubles, day), DAYS_OF_PAST)
  const alarms = (from: number, to: number) => {
    const found: ParkAlarm[] = []
    for (let day = dayNumber(from); day <= dayNumber(to); day++)
      found.push(...ofDay(day).filter(alarm => alarm.from > from && alarm.from <= to))
    return found
  }
  const answersTo = (alarm: ParkAlarm) => answersOf(city, alarm)
  const closures = (day: number) =>
    ofDay(day).flatMap(alarm =>
      answersTo(alarm)
        .filter(({ system }) => system === 'vehicles')
        .map(({ at }) => ({ from: at, to: Math.max(at, alarm.to) })),
    )
  return { alarms, answersTo, closures }
}

/** The leak of the drill is one alarm, of the first of its detectors. */
function alarmsOfDay(city: PretendCity, troubles: ParkTroubles, day: number): readonly ParkAlarm[] {
  const drill = dayNumber(DRILL.from) === day ? [{ tag: DRILL_TAG, span: DRILL }] : []
  const raised = [...drill, ...troubles.ofSafety(day)].flatMap(({ tag, span }) => {
    const from = turnAfter(city.seed, tag, span.from)
    // Of a transmitter that is out of order nobody believes that it is beyond its limit.
    if (troubles.fault(tag, from) !== null || from >= span.to) return []
    return [{ tag, from, to: turnAfter(city.seed, tag, span.to) }]
  })
  const date = dateOfDay(day).replaceAll('-', '')
  return raised
    .sort((a, b) => a.from - b.from || (a.tag.id < b.tag.id ? -1 : 1))
    .map((alarm, i) => ({ ...alarm, no: `AL${date}-${String(i + 1).padStart(2, '0')}` }))
}

const DRILL_TAG = TAGS.find(({ id }) => id === 'GDS-107')!

function answersOf(city: PretendCity, alarm: ParkAlarm): readonly ParkAnswer[] {
  const reactions = Object.entries(REACTIONS[alarm.tag.measure] ?? {}) as [System, Reaction][]
  return reactions
    .filter(([system]) => !city.anomalies.hits('A16', ['park linkage', alarm.no, system], SILENT))
    .map(([system, reaction]) => answerOf(city, alarm, system, reaction))
    .sort((a, b) => a.at - b.at)
}

function answerOf(city: PretendCity, alarm: ParkAlarm, system: System, reaction: Reaction): ParkAnswer {
  const chance: Chance = stream(city.seed, 'park linkage', alarm.no, system)
  const [action, median, devices] = reaction
  const at = alarm.from + Math.round(chance.logNormal(median, SPREAD) * 1000)
  const behind = city.anomalies.hits('A14', ['park linkage', alarm.no, system])
  return {
    ...{ alarm, system, action, at, device: chance.pick(devices) },
    toldAt: behind ? at - BEHIND : at,
  }
}

/** So long a controller keeps what it said for whoever comes later. */
export const LOG = 7 * DAY
