import { fieldsOfDay } from '../../shared/calendar/civil.ts'
import type { Weather } from '../weather.ts'

/** As CAP calls them, the least first: 蓝 黄 橙 红. */
export const SEVERITIES = ['Minor', 'Moderate', 'Severe', 'Extreme'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Hazard {
  /** As the weather service names it. */
  readonly event: string
  readonly sender: string
  readonly advice: string
  /** Not every kind has a blue one. */
  readonly least: Severity
  /** The level that a day brings, of those that this kind has; null: nothing to warn of. `luck` is uniform in [0, 1). */
  readonly levelOf: (day: Day, luck: number) => Severity | null
}

export interface Day {
  readonly month: number
  readonly today: Weather
  readonly yesterday: Weather
  readonly before: Weather
}

export const dayOf = (day: number, weather: (day: number) => Weather): Day => ({
  month: fieldsOfDay(day).month,
  today: weather(day),
  yesterday: weather(day - 1),
  before: weather(day - 2),
})

const METEO = '市气象台'

/** The highest level whose bound is reached. */
function reached(value: number, bounds: readonly (readonly [bound: number, level: Severity])[]) {
  return bounds.findLast(([bound]) => value >= bound)?.[1] ?? null
}

const within = (month: number, ...months: readonly number[]): boolean => months.includes(month)

/** Roughly as often as they are given in the lower Taizi valley; bounds are those of this weather and of no standard. */
export const HAZARDS: readonly Hazard[] = [
  {
    event: '大风',
    least: 'Minor',
    sender: METEO,
    advice: '请加固门窗、围板、棚架等易被风吹动的搭建物，高空作业暂停。',
    levelOf: ({ today }) =>
      reached(today.wind, [
        [4.7, 'Minor'],
        [6, 'Moderate'],
        [8, 'Severe'],
      ]),
  },
  {
    event: '寒潮',
    least: 'Minor',
    sender: METEO,
    advice: '请注意防寒保暖，供热单位及时调整运行参数。',
    levelOf: ({ month, today, before }) =>
      within(month, 5, 6, 7, 8, 9)
        ? null
        : reached(before.temperature - today.temperature, [
            [5, 'Minor'],
            [7, 'Moderate'],
            [9, 'Severe'],
          ]),
  },
  {
    event: '暴雪',
    least: 'Minor',
    sender: METEO,
    advice: '请做好道路除雪和设施农业加固工作，减少不必要的出行。',
    levelOf: ({ today }) =>
      reached(today.snow, [
        [4, 'Minor'],
        [6, 'Moderate'],
        [10, 'Severe'],
        [15, 'Extreme'],
      ]),
  },
  {
    event: '道路结冰',
    least: 'Moderate',
    sender: METEO,
    advice: '请驾驶人员减速慢行，行人注意防滑。',
    levelOf: ({ today, yesterday }, luck) =>
      today.temperature > 0 || luck > 0.7
        ? null
        : reached(Math.max(today.snow, yesterday.snow), [
            [1, 'Moderate'],
            [7, 'Severe'],
          ]),
  },
  {
    event: '大雾',
    least: 'Moderate',
    sender: METEO,
    advice: '请驾驶人员控制车速，高速公路视情采取管制措施。',
    levelOf: ({ today }, luck) =>
      today.wind < 2.1 && luck < 0.2 ? (luck < 0.05 ? 'Severe' : 'Moderate') : null,
  },
  {
    event: '霾',
    least: 'Moderate',
    sender: METEO,
    advice: '请减少户外活动，易感人群注意防护。',
    levelOf: ({ month, today }, luck) =>
      within(month, 10, 11, 12, 1, 2, 3) && today.wind < 2.4 && luck < 0.16
        ? luck < 0.04
          ? 'Severe'
          : 'Moderate'
        : null,
  },
  {
    event: '森林火险',
    least: 'Moderate',
    sender: '市应急局',
    advice: '请严格管控野外用火，护林人员加强巡查。',
    levelOf: ({ month, today }, luck) =>
      within(month, 3, 4, 5, 10, 11) && today.rain + today.snow === 0 && luck < 0.06
        ? luck < 0.02
          ? 'Severe'
          : 'Moderate'
        : null,
  },
  {
    event: '霜冻',
    least: 'Minor',
    sender: METEO,
    advice: '请对蔬菜、果树采取覆盖、熏烟等防护措施。',
    levelOf: ({ month, today }, luck) =>
      within(month, 4, 5, 9, 10) && today.temperature < 7 && luck < 0.3 ? 'Minor' : null,
  },
  {
    event: '暴雨',
    least: 'Minor',
    sender: METEO,
    advice: '请做好低洼路段排水和山区巡查工作。',
    levelOf: ({ today }) =>
      reached(today.rain, [
        [12, 'Minor'],
        [18, 'Moderate'],
        [28, 'Severe'],
        [42, 'Extreme'],
      ]),
  },
  {
    event: '地质灾害',
    least: 'Minor',
    sender: '市自然资源局',
    advice: '请隐患点监测人员加密巡查，受威胁群众做好转移准备。',
    levelOf: ({ today }) =>
      reached(today.rain, [
        [26, 'Moderate'],
        [40, 'Severe'],
      ]),
  },
  {
    event: '雷雨大风',
    least: 'Minor',
    sender: METEO,
    advice: '请停止户外活动，远离临时建筑和高大树木。',
    levelOf: ({ month, today }, luck) =>
      within(month, 5, 6, 7, 8, 9) && today.rain > 3 && luck < 0.4
        ? luck < 0.1
          ? 'Moderate'
          : 'Minor'
        : null,
  },
  {
    event: '高温',
    least: 'Moderate',
    sender: METEO,
    advice: '请避免午后户外作业，注意防暑降温。',
    levelOf: ({ today }) =>
      reached(today.temperature, [
        [28, 'Moderate'],
        [31, 'Severe'],
      ]),
  },
]
