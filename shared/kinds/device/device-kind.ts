import { Type, type TSchema } from 'typebox'
import { fewFlag, flag, instant, number, text, times } from '../columns.ts'
import { exact, optional } from '../fields.ts'
import { eventColumns } from '../judged-columns.ts'
import type { Column, Kind, Telemetry } from '../kind.ts'
import { deriveDevice } from './derive.ts'
import { ALARM, isPlausible, STATUS, type DeviceOptions, type Measure } from './measure.ts'

/** Held in thousandths. */
const PER_CENT = { zh: '%', en: '%' }

const Reading = optional(Type.Integer({ minimum: -1e12, maximum: 1e12 }))

/**
 * A kind of device. Its parts are its measures, made by the fold from readings: `reading` is the schema of what a
 * mapping delivers. All kinds of devices are alike but for their measures, so there is one rule of what is online,
 * plausible and wanted; each has an id of its own, so that no metric has to tell water from gas by a condition.
 */
export function deviceKind(options: DeviceOptions): Kind {
  const { id, title, measures, shares = [], few, ofSystems } = options
  const rolled = measures.filter(({ momentary }) => momentary !== true)
  const names = [...measures.map(({ name }) => name), STATUS, ALARM]
  const each = (schema: TSchema) => Object.fromEntries(names.map(name => [name, schema]))
  const kind: Kind = {
    id,
    version: 1,
    title,
    parts: { reading: Type.Object(each(Reading), exact), ...each(Type.Object({ value: Reading }, exact)) },
    columns: [
      ...eventColumns,
      text('device', '设备编号', 'device'),
      ...(ofSystems === true ? [text('system', '来源系统', 'system')] : []),
      flag('online', '在线', 'online'),
      flag('alarm', '报警', 'alarm'),
      fewFlag('alarming', '正在报警', 'alarm now'),
      fewFlag('outside', '越限', 'outside its limits'),
      flag('faulty', '数值异常', 'implausible value'),
      ...measures.map(columnOf),
      ...shares.map(share => number(share.name, share.title.zh, share.title.en, PER_CENT, 10)),
    ],
    inner: { minutes: rolledColumns(rolled), hours: rolledColumns(rolled) },
    telemetry: telemetryOf(rolled, options.quiet),
    publicly: { about: 'things', open: ['device'] },
    derive: (thing, env) => deriveDevice(thing, env, options),
  }
  return few === undefined ? kind : { ...kind, bounded: few }
}

/** A row of a rollup: where, when, and of each measure how many readings, their sum, least, greatest and last. */
const rolledColumns = (measures: readonly Measure[]): Column[] => [
  instant('event', '时段', 'period'),
  text('kind', '类别', 'kind'),
  text('area', '区划', 'area'),
  text('device', '设备编号', 'device'),
  ...measures.flatMap(({ name, title: { zh, en }, unit, scale }) => [
    times(`${name}Count`, `${zh}读数`, `readings of ${en}`),
    number(`${name}Sum`, `${zh}合计`, `${en}, sum`, unit, scale),
    number(`${name}Min`, `${zh}最低`, `${en}, least`, unit, scale),
    number(`${name}Max`, `${zh}最高`, `${en}, greatest`, unit, scale),
    number(`${name}Last`, `${zh}末值`, `${en}, last`, unit, scale),
  ]),
]

function telemetryOf(rolled: readonly Measure[], quiet: number): Telemetry {
  const byName = new Map(rolled.map(measure => [measure.name, measure]))
  return {
    measures: [...byName.keys()],
    isValue: (name, value) => {
      const measure = byName.get(name)
      return measure !== undefined && isPlausible(value, measure)
    },
    isJump: (name, from, to) => Math.abs(to - from) > (byName.get(name)?.jump ?? Infinity),
    isRestless: name => byName.get(name)?.restless === true,
    isCounter: name => byName.get(name)?.counter === true,
    quiet,
  }
}

const columnOf = ({ name, title, unit, scale }: Measure): Column =>
  number(name, title.zh, title.en, unit, scale)
