import type { Codes } from '../kind.ts'

/** Where a case lies on its way through the office: 受理 审查 勘验 决定 送达, or a step of another name. */
export const STATIONS = ['accept', 'review', 'survey', 'decide', 'deliver', 'other'] as const
export type Station = (typeof STATIONS)[number]

export const STATION_CODES: Codes & { readonly [station in Station]: Codes[string] } = {
  accept: { zh: '受理', en: 'acceptance' },
  review: { zh: '审查', en: 'review' },
  survey: { zh: '勘验', en: 'site survey' },
  decide: { zh: '决定', en: 'decision' },
  deliver: { zh: '送达', en: 'delivery' },
  other: { zh: '其他', en: 'other' },
}

/** A station's part of the whole limit, in per cent: what its stock is measured by. A limit of its own it has by no law. */
export const STATION_PERCENT: { readonly [station in Station]: number } = {
  accept: 10,
  review: 35,
  survey: 25,
  decide: 20,
  deliver: 10,
  other: 35,
}

const NEXT: { readonly [station in Station]: Station } = {
  accept: 'review',
  review: 'survey',
  survey: 'decide',
  decide: 'deliver',
  deliver: 'deliver',
  other: 'other',
}

/** Where a case lies between the end of one step and the beginning of another. */
export const stationAfter = (station: Station): Station => NEXT[station]
