import { Type, type Static } from 'typebox'
import { airQualityOf, levelOf, POLLUTANTS, type Hourly, type Pollutant } from '../../aqi/aqi.ts'
import { HOUR } from '../../calendar/civil.ts'
import { fewFlag, flag, list, number, text } from '../columns.ts'
import { Code, exact, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Codes, type Column, type Derived, type Env, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

const Mean = optional(Type.Integer({ minimum: -1e9, maximum: 1e9 }))

/** The means of one station over one hour; its business time is the hour's end. µg/m³, CO in tenths of a mg/m³. */
const AirFields = Type.Object(
  { station: Code, stationName: Name, pm25: Mean, pm10: Mean, so2: Mean, no2: Mean, co: Mean, o3: Mean },
  exact,
)
type AirFields = Static<typeof AirFields>

const LEVEL_CODES: Codes = {
  excellent: { zh: '优', en: 'excellent' },
  good: { zh: '良', en: 'good' },
  light: { zh: '轻度污染', en: 'lightly polluted' },
  moderate: { zh: '中度污染', en: 'moderately polluted' },
  heavy: { zh: '重度污染', en: 'heavily polluted' },
  severe: { zh: '严重污染', en: 'severely polluted' },
}
const SYMBOLS: Codes & { readonly [pollutant in Pollutant]: Codes[string] } = {
  pm25: { zh: 'PM2.5', en: 'PM2.5' },
  pm10: { zh: 'PM10', en: 'PM10' },
  so2: { zh: 'SO2', en: 'SO2' },
  no2: { zh: 'NO2', en: 'NO2' },
  co: { zh: 'CO', en: 'CO' },
  o3: { zh: 'O3', en: 'O3' },
}

const mean = (name: Pollutant): Column => {
  const { zh, en } = SYMBOLS[name] as Codes[string] & { zh: string; en: string }
  return name === 'co'
    ? number(name, zh, en, { zh: 'mg/m³', en: 'mg/m³' }, 10)
    : number(name, zh, en, { zh: 'µg/m³', en: 'µg/m³' })
}

/** Each hour is a thing of its own: late and published again, it changes its own hour and no other (A4, A5). */
export const airHour: Kind = {
  id: 'air-hour',
  version: 1,
  title: { zh: '空气质量小时值', en: 'hour of air quality' },
  parts: { main: AirFields },
  columns: [
    ...eventColumns,
    text('station', '站点编码', 'station code'),
    text('stationName', '站点', 'station'),
    fewFlag('current', '最近三小时', 'of the last three hours'),
    number('aqi', 'AQI', 'AQI', { zh: '', en: '' }),
    text('level', '级别', 'level', LEVEL_CODES),
    list('primary', '首要污染物', 'primary pollutants', SYMBOLS),
    flag('doubtful', '数值可疑', 'doubtful value'),
    ...POLLUTANTS.map(mean),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['station', 'stationName'] },
  derive: deriveHour,
}

const CURRENT = 3 * HOUR
/** Nobody measures nothing at all, nor that much: it was blank, or in another unit (A9). */
const MOST = 3_000

const usable = (value: number | null): boolean => value !== null && value > 0 && value <= MOST

function deriveHour(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as AirFields
  const said = POLLUTANTS.map(name => [name, told(fields[name])] as const)
  const means = Object.fromEntries(
    said.map(([name, value]) => [name, usable(value) ? value : null]),
  ) as Hourly
  const quality = airQualityOf(means, main.event)
  const current = now < main.event + CURRENT
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'air-hour',
      area: main.area,
      station: fields.station,
      stationName: fields.stationName,
      current,
      aqi: quality === null ? null : quality.aqi,
      level: quality === null ? null : levelOf(quality.aqi),
      primary: quality === null ? null : quality.primary,
      doubtful: said.some(([, value]) => value !== null && !usable(value)),
      ...means,
      marks: marksOf(main, false, false),
    },
    nextAt: current ? main.event + CURRENT : null,
  }
}
