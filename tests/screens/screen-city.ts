import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/command.ts'
import type {
  FeedDocument,
  MetricDocument,
  PanelDocument,
  SceneDocument,
} from '../../shared/model/documents.ts'
import { cellKey, documentKey, feedKey, SCENES_KEY, type FeedReport } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'

export const CITY = '211000'
/** Monday 2026-11-23 10:24:00 in China. */
export const MORNING = 1_795_400_640_000

const text = (zh: string, en: string) => ({ zh, en })

const metric = (id: string, zh: string, over: Partial<MetricDocument> = {}): MetricDocument => ({
  id,
  title: text(zh, id),
  unit: text('件', ''),
  definition: text(`${zh}的口径`, `what ${id} counts`),
  kind: 'case',
  where: [['open', '=', true]],
  aggregate: { type: 'count' },
  by: [],
  areas: ['city', 'district'],
  window: { type: 'now' },
  decimals: 0,
  scale: 1,
  ...over,
})

const feed = (id: string, zh: string, kind: string, seconds: number): FeedDocument => ({
  id,
  title: text(zh, id),
  department: text('演示部门', 'demo department'),
  source: id,
  connector: 'webhook',
  settings: {},
  kind,
  mapping: {},
  rhythm: { type: 'every', seconds },
  simulated: true,
})

const panel = (
  id: string,
  widget: string,
  zh: string,
  metrics: PanelDocument['metrics'],
  options = {},
): PanelDocument => ({
  id,
  widget,
  title: text(zh, id),
  metrics,
  options,
})

/** By it the limit signs of both scenes are lit. */
const frame: PanelDocument = {
  id: 'frame',
  widget: 'frame',
  title: text('页眉', 'frame'),
  metrics: { overdue: 'matters.overdue@city' },
  options: { limits: { overdue: ['overdue'], soon: [] } },
}

const wall = (areas: readonly string[], columns: number) => ({
  columns: Array.from({ length: columns }, () => '1fr'),
  rows: ['120', '1fr'],
  areas: [Array.from({ length: columns }, () => 'frame').join(' '), areas.join(' ')],
})

const OVER_PLACES = { cells: 'cases@cells', districts: 'cases@districts' }

const scenes: SceneDocument[] = [
  {
    id: 'first',
    title: text('第一', 'First'),
    order: 1,
    dwell: 5,
    panels: [
      frame,
      panel('cases', 'figure', '今日案件', { value: 'cases' }),
      panel('calls', 'figure', '今日诉求', { value: 'calls' }),
      // Without its options this widget cannot draw: what a document of tomorrow may do to a client of today.
      panel('broken', 'bullet-rates', '坏面板', { value: 'cases' }),
    ],
    layouts: { 'wall-16': wall(['cases', 'calls', 'broken'], 3) },
  },
  {
    id: 'second',
    title: text('第二', 'Second'),
    order: 2,
    dwell: 5,
    panels: [
      frame,
      panel('open', 'figure', '在办案件', { value: 'open' }),
      panel('hours', 'norm-line', '各时诉求', { series: 'hours' }),
      // What a hand points at stands where only a tablet has it.
      panel('raised', 'city-map', '立体图', OVER_PLACES, { variant: 'raised' }),
      panel('flat', 'city-map', '平面图', { ...OVER_PLACES, towns: 'cases@towns' }, { variant: 'flat' }),
      panel('rank', 'bar-rank', '街镇排行', { value: 'cases@towns' }, { by: 'area' }),
    ],
    layouts: {
      'wall-16': wall(['open', 'hours'], 2),
      tablet: {
        columns: ['1fr', '1fr'],
        rows: ['auto', '420', 'auto'],
        areas: ['frame frame', 'raised flat', 'rank rank'],
      },
      phone: {
        columns: ['1fr'],
        rows: ['auto', 'auto', 'auto'],
        areas: ['frame', 'open', 'hours'],
      },
    },
  },
]

const json = (value: unknown): Value => JSON.parse(JSON.stringify(value)) as Value

export const reportAt = (okAt: number): FeedReport => ({
  at: okAt,
  okAt,
  failingSince: 0,
  reason: '',
  backlog: null,
})

export const metrics: readonly MetricDocument[] = [
  metric('cases', '今日案件', { areas: ['city', 'district', 'town', 'cell'] }),
  metric('calls', '今日诉求', { kind: 'call' }),
  metric('open', '在办案件'),
  metric('matters.overdue', '当前超时', { kind: ['case', 'call'], by: ['kind'] }),
  metric('hours', '各时诉求', {
    kind: 'call',
    window: { type: 'series', field: 'event', bucket: 'hour', keep: 744 },
  }),
]

/** Of each hour since midnight. */
const hours = [7, 3, 0, 1, 2, 5, 9, 21, 44, 60, 12]
const MIDNIGHT = MORNING - (10 * 60 + 24) * 60_000

/** The scene that walls begin with, as it is shipped. */
const overview = JSON.parse(
  readFileSync(join(ROOT, 'documents/scenes/overview.json'), 'utf8'),
) as SceneDocument
scenes.push({ ...overview, order: 3 })

/** A small city: two sources, one of which reports every three seconds, two scenes of its own and the shipped overview. */
export const screenCity = {
  scenes,
  cells: {
    ...Object.fromEntries(metrics.map(each => [documentKey('metric', each.id), json(each)])),
    ...Object.fromEntries(scenes.map(each => [documentKey('scene', each.id), json(each)])),
    [SCENES_KEY]: {
      first: { kinds: ['case'], clocks: ['case'] },
      second: { kinds: ['call'], clocks: ['call'] },
    },
    [documentKey('feed', 'cases')]: json(feed('cases', '案件系统', 'case', 3600)),
    [documentKey('feed', 'hotline')]: json(feed('hotline', '热线平台', 'call', 3)),
    [feedKey('cases')]: json(reportAt(MORNING)),
    [feedKey('hotline')]: json(reportAt(MORNING)),
    [cellKey('cases', CITY, [])]: 412,
    [cellKey('calls', CITY, [])]: 836,
    [cellKey('open', CITY, [])]: 138,
    ...Object.fromEntries(
      hours.map((count, hour) => [cellKey('hours', CITY, [], String(MIDNIGHT + hour * 3_600_000)), count]),
    ),
  },
}
