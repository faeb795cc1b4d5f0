import { Type, type Static } from 'typebox'
import { HOUR } from '../../calendar/civil.ts'
import { count, flag, minutes, number, text } from '../columns.ts'
import { Code, Count, exact, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Column, type Derived, type Env, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** One hospital as it reported last (IOC-13): its beds, its emergency department and the 120 vehicles that stand there. */
export const HospitalFields = Type.Object(
  {
    code: Code,
    name: Name,
    /** 三级, 二级, 一级: a word of the health commission, taken over as it is. */
    level: optional(Name),
    beds: optional(Count),
    occupied: optional(Count),
    waiting: optional(Count),
    /** Milliseconds; null when nobody waits. */
    longestMs: optional(Count),
    ambulances: optional(Count),
    available: optional(Count),
  },
  exact,
)
type HospitalFields = Static<typeof HospitalFields>

const PER_CENT = { zh: '%', en: '%' }

const columns: readonly Column[] = [
  ...eventColumns,
  text('code', '医院编码', 'code'),
  text('name', '医院', 'hospital'),
  text('level', '等级', 'level'),
  flag('current', '一小时内上报', 'reported within the hour'),
  count('beds', '床位', 'beds', '张'),
  count('occupied', '在用床位', 'beds occupied', '张'),
  count('free', '空余床位', 'free beds', '张'),
  number('share', '床位使用率', 'share of beds occupied', PER_CENT, 10),
  flag('full', '满床', 'full'),
  count('waiting', '急诊候诊', 'waiting in emergency', '人'),
  minutes('longestMs', '急诊最长等候', 'longest wait in emergency'),
  count('ambulances', '急救车辆', '120 vehicles', '辆'),
  count('available', '可用急救车辆', '120 vehicles available', '辆'),
  flag('doubtful', '数值可疑', 'doubtful value'),
  marksColumn,
]

export const hospital: Kind = {
  id: 'hospital',
  version: 1,
  title: { zh: '医院', en: 'hospital' },
  parts: { main: HospitalFields },
  columns,
  bounded: true,
  publicly: { about: 'things', open: ['code', 'name', 'level'] },
  derive: deriveHospital,
}

/** Hospitals report every five minutes, the slow ones within the half hour. */
const CURRENT = HOUR
/** In a hard winter there are beds in the corridors: up to a fifth more than there ought to be is believed. */
const MOST_SHARE = 1200
const THOUSANDTHS = 1000
const MOST_WAIT = 12 * HOUR

function deriveHospital(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as HospitalFields
  const current = now < main.event + CURRENT
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'hospital',
      area: main.area,
      code: fields.code,
      name: fields.name,
      level: told(fields.level),
      current,
      ...figuresOf(fields),
      marks: marksOf(main, false, false),
    },
    nextAt: current ? main.event + CURRENT : null,
  }
}

/** What is believed of what was told: of two numbers that contradict each other, the one that moves is not. */
function figuresOf(fields: HospitalFields) {
  const beds = bedsOf(fields)
  const emergency = emergencyOf(fields)
  const vehicles = vehiclesOf(fields)
  return {
    ...beds.figures,
    ...emergency.figures,
    ...vehicles.figures,
    doubtful: beds.doubtful || emergency.doubtful || vehicles.doubtful,
  }
}

/** A hospital without beds, or with nobody in them, wrote 0 for what it did not know (A9). */
function bedsOf(fields: HospitalFields) {
  const beds = positive(told(fields.beds))
  const some = positive(told(fields.occupied))
  const share = beds === null || some === null ? null : Math.round((some * THOUSANDTHS) / beds)
  const believed = share === null || share <= MOST_SHARE
  return {
    figures: {
      beds,
      occupied: believed ? some : null,
      ...(beds === null || some === null || !believed
        ? { free: null, share: null, full: null }
        : { free: Math.max(0, beds - some), share, full: some >= beds }),
    },
    doubtful: !believed || fields.beds === 0 || fields.occupied === 0,
  }
}

/** Nobody waits half an hour where nobody waits, nor half a day anywhere: that was told in another unit (A9). */
function emergencyOf(fields: HospitalFields) {
  const waiting = told(fields.waiting)
  const longestMs = positive(told(fields.longestMs))
  if (longestMs === null)
    return { figures: { waiting, longestMs }, doubtful: fields.longestMs === 0 && waiting !== 0 }
  if (waiting === 0) return { figures: { waiting: null, longestMs: null }, doubtful: true }
  const doubtful = longestMs >= MOST_WAIT
  return { figures: { waiting, longestMs: doubtful ? null : longestMs }, doubtful }
}

function vehiclesOf(fields: HospitalFields) {
  const ambulances = told(fields.ambulances)
  const available = told(fields.available)
  const doubtful = ambulances !== null && available !== null && available > ambulances
  return { figures: { ambulances, available: doubtful ? null : available }, doubtful }
}

const positive = (value: number | null): number | null => (value === 0 ? null : value)
