import type { Areas } from '../../shared/areas/areas.ts'
import type { Review } from '../../shared/areas/boundary.ts'
import type { Language } from '../language/say.ts'
import type { State } from './picture.ts'

/** What the map itself says; names of areas and measures come with the data. */
export interface MapWords {
  readonly language: Language
  readonly height: (measure: string) => string
  readonly cell: (squareKilometres: number) => string
  /** What a column is on a map of boundaries. */
  readonly column: string
  readonly colour: (measure: string) => string
  readonly states: Readonly<Record<State, string>>
  readonly unknown: string
  readonly overdue: string
  readonly area: string
  readonly district: string
  readonly note: string
  readonly state: string
  readonly map: (city: string, measure: string) => string
  readonly choose: string
}

const zh: MapWords = {
  language: 'zh',
  height: measure => `柱高为${measure}`,
  cell: km => `每格平均 ${km} 平方公里`,
  column: '每柱为一组村、社区',
  colour: measure => `街镇${measure}`,
  states: { ok: '正常', warn: '关注', bad: '告警' },
  unknown: '缺测',
  overdue: '超期',
  area: '区域',
  district: '区县',
  note: '说明',
  state: '状态',
  map: (city, measure) => `${city}示意图,${measure}`,
  choose: '方向键选择,回车进入,Esc 返回',
}

const en: MapWords = {
  language: 'en',
  height: measure => `Height: ${measure}`,
  cell: km => `One cell: ${km} km² on average`,
  column: 'One column: some communities of its town',
  colour: measure => `By town: ${measure}`,
  states: { ok: 'normal', warn: 'watch', bad: 'alert' },
  unknown: 'no data',
  overdue: 'Overdue',
  area: 'Area',
  district: 'District',
  note: 'Note',
  state: 'State',
  map: (city, measure) => `Schematic map of ${city}: ${measure}`,
  choose: 'Arrow keys choose, Enter opens, Esc goes back',
}

export const mapWords = (language: Language): MapWords => (language === 'en' ? en : zh)

/** What always stands beside the map: by what right boundaries are shown; of a mosaic, that it shows none. */
export const noticeOf = (language: Language, { boundary, document }: Areas): string =>
  boundary === null ? noticeIn(language, document.notice) : creditIn(language, boundary.review)

/** The document's own notice in Chinese; its meaning elsewhere. */
const noticeIn = (language: Language, notice: string): string =>
  language === 'en' ? 'Schematic hexagons, not administrative boundaries' : notice

const creditIn = (language: Language, { reviewNumber, approvedOn, source, licence }: Review): string =>
  language === 'en'
    ? `Map review no. (审图号) ${reviewNumber} (${approvedOn}) · source: ${source} · licence: ${licence}`
    : `审图号 ${reviewNumber}(${approvedOn}) · 来源 ${source} · 许可 ${licence}`
