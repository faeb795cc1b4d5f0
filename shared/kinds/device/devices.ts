import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import type { Kind } from '../kind.ts'
import { deviceKind } from './device-kind.ts'
import { counter, measure, momentary, restless, slow } from './measuring.ts'
import { parkKinds, parkTransport } from './park.ts'
import { POSITION } from './position.ts'

export const heatStation: Kind = deviceKind({
  id: 'heat-station',
  title: { zh: '换热站', en: 'heat station' },
  quiet: 15 * MINUTE,
  measures: [
    restless(15, measure('supplyT', ['供水温度', 'supply temperature'], '°C', 10, [-20, 130])),
    restless(15, measure('returnT', ['回水温度', 'return temperature'], '°C', 10, [-20, 110])),
    restless(200, measure('flow', ['流量', 'flow'], 't/h', 10, [0, 2000])),
    restless(0.5, measure('pressure', ['压力', 'pressure'], 'MPa', 1000, [0, 2.5])),
    counter(measure('energy', ['累计热量', 'heat delivered'], 'GJ', 100, [0, 1e7])),
  ],
})

/** 18 °C are promised in every flat that is heated. */
export const roomSensor: Kind = deviceKind({
  id: 'room-sensor',
  title: { zh: '室温监测点', en: 'room temperature' },
  quiet: 3 * HOUR,
  measures: [slow(5, measure('temperature', ['室温', 'room temperature'], '°C', 10, [-20, 45], { min: 18 }))],
})

/** 0.8 mg/m³ of suspended particles at the fence of a site. */
export const dustSite: Kind = deviceKind({
  id: 'dust-site',
  title: { zh: '工地扬尘监测点', en: 'dust at a construction site' },
  quiet: 15 * MINUTE,
  few: true,
  measures: [
    restless(
      1000,
      measure('tsp', ['总悬浮颗粒物', 'suspended particles'], 'µg/m³', 1, [0, 5000], { max: 800 }),
    ),
  ],
})

export const parkingLot: Kind = deviceKind({
  id: 'parking-lot',
  title: { zh: '停车场', en: 'car park' },
  quiet: 15 * MINUTE,
  few: true,
  measures: [
    measure('total', ['泊位', 'bays'], '个', 1, [0, 20_000]),
    measure('free', ['空余泊位', 'free bays'], '个', 1, [0, 20_000]),
  ],
})

export const manhole: Kind = deviceKind({
  id: 'manhole',
  title: { zh: '智能井盖', en: 'manhole' },
  quiet: 2 * DAY,
  measures: [
    measure('level', ['井下水位', 'water level'], 'mm', 1, [0, 10_000]),
    measure('tilt', ['倾角', 'tilt'], '°', 10, [0, 180]),
    measure('battery', ['电量', 'battery'], '%', 1, [0, 100], { min: 10 }),
  ],
})

export const smokeDetector: Kind = deviceKind({
  id: 'smoke-detector',
  title: { zh: '烟感', en: 'smoke detector' },
  quiet: 3 * HOUR,
  measures: [measure('density', ['烟雾浓度', 'smoke density'], '%', 1, [0, 1000])],
})

export const waterPoint: Kind = deviceKind({
  id: 'water-point',
  title: { zh: '供水测压点', en: 'water pressure' },
  quiet: 15 * MINUTE,
  measures: [
    restless(0.3, measure('pressure', ['管网压力', 'pressure'], 'MPa', 1000, [0, 2], { min: 0.14 })),
  ],
})

export const gasPoint: Kind = deviceKind({
  id: 'gas-point',
  title: { zh: '燃气测压点', en: 'gas pressure' },
  quiet: 15 * MINUTE,
  measures: [
    restless(2, measure('pressure', ['管网压力', 'pressure'], 'kPa', 100, [0, 20], { min: 1.5, max: 3 })),
  ],
})

export const reservoir: Kind = deviceKind({
  id: 'reservoir',
  title: { zh: '水库', en: 'reservoir' },
  quiet: HOUR,
  few: true,
  measures: [slow(5, measure('level', ['水位', 'level'], 'm', 100, [0, 300]))],
})

export const powerMeter: Kind = deviceKind({
  id: 'power-meter',
  title: { zh: '供电负荷', en: 'power load' },
  quiet: 15 * MINUTE,
  few: true,
  measures: [restless(200, measure('load', ['负荷', 'load'], 'MW', 10, [0, 10_000]))],
})

/** 环卫: where a vehicle is and whether it moves; what it is meant to do stands in the table of routes. */
export const vehicle: Kind = deviceKind({
  id: 'vehicle',
  title: { zh: '环卫车辆', en: 'sanitation vehicle' },
  quiet: 10 * MINUTE,
  few: true,
  measures: POSITION,
})

/**
 * 景区闸机 (IOC-10): who went in and out in each minute, and how many are inside. Counts of a minute are readings: a scenic
 * spot has no life of its own, late and repeated minutes belong into their own hour, and there they add up. It is known by
 * its name, since a reading carries no text.
 */
export const tourSite: Kind = deviceKind({
  id: 'tour-site',
  title: { zh: '景区', en: 'scenic spot' },
  quiet: 15 * MINUTE,
  few: true,
  measures: [
    measure('entered', ['入园人次', 'went in'], '人次', 1, [0, 2000]),
    measure('left', ['出园人次', 'went out'], '人次', 1, [0, 5000]),
    measure('inPark', ['在园人数', 'inside'], '人', 1, [0, 200_000]),
    momentary(measure('capacity', ['最大承载量', 'capacity'], '人', 1, [1, 200_000])),
    counter(measure('today', ['今日入园', 'went in today'], '人次', 1, [0, 1_000_000])),
  ],
  shares: [
    {
      name: 'carrying',
      title: { zh: '承载率', en: 'carrying rate' },
      of: 'inPark',
      over: 'capacity',
      most: 1000,
    },
  ],
})

/**
 * 主干道 (IOC-14): 拥堵指数 runs from 0 to 10; from 6 on (中度拥堵) the road wants somebody. It is known by its name, since a
 * reading carries no text.
 */
export const mainRoad: Kind = deviceKind({
  id: 'main-road',
  title: { zh: '主干道', en: 'main road' },
  quiet: 15 * MINUTE,
  few: true,
  measures: [
    measure('index', ['拥堵指数', 'congestion index'], '', 10, [0, 10], { max: 5.9 }),
    measure('speed', ['平均车速', 'mean speed'], 'km/h', 1, [0, 150]),
    measure('passings', ['过车量', 'passings'], '辆次', 1, [0, 100_000]),
  ],
})

/**
 * 通用监测点: whatever an upstream measures of which no kind of its own knows. It may say any of these quantities; what each should keep to
 * is for a metric to say, and how often it speaks is its feed's rhythm.
 */
export const sensor: Kind = deviceKind({
  id: 'sensor',
  title: { zh: '通用监测点', en: 'sensor' },
  quiet: 3 * HOUR,
  ofSystems: true,
  measures: [
    measure('temperature', ['温度', 'temperature'], '°C', 10, [-100, 2000]),
    measure('humidity', ['湿度', 'humidity'], '%', 10, [0, 100]),
    measure('level', ['液位', 'level'], 'm', 1000, [-100, 10_000]),
    measure('pressure', ['压力', 'pressure'], 'kPa', 1000, [-200, 100_000]),
    measure('flow', ['流量', 'flow'], 'm³/h', 100, [-1e6, 1e6]),
    measure('concentration', ['浓度', 'concentration'], 'mg/m³', 1000, [0, 1e6]),
    measure('noise', ['噪声', 'noise'], 'dB', 10, [0, 200]),
    measure('power', ['功率', 'power'], 'kW', 100, [-1e7, 1e7]),
    measure('energy', ['累计量', 'total'], '', 1000, [0, 1e9]),
    measure('count', ['计数', 'count'], '个', 1, [0, 1e9]),
    measure('percent', ['百分比', 'percentage'], '%', 10, [0, 100]),
    measure('value', ['数值', 'value'], '', 1000, [-1e9, 1e9]),
  ],
})

export const devices: readonly Kind[] = [
  sensor,
  heatStation,
  roomSensor,
  dustSite,
  parkingLot,
  manhole,
  smokeDetector,
  waterPoint,
  gasPoint,
  reservoir,
  powerMeter,
  vehicle,
  tourSite,
  mainRoad,
  ...parkKinds,
  parkTransport,
]
