import { draw, type NamePart } from './random.ts'

/** Share of records (or files, devices, weeks, as `per` says) that suffer it in an ordinary city (DOMAIN 6.3). */
export const ANOMALIES = {
  A1: { title: 'exact duplicate delivery', rate: 0.02, per: 'delivery' },
  A2: { title: 'same id and version, changed body', rate: 0.001, per: 'record' },
  A3: { title: 'out of order', rate: 0.01, per: 'delivery' },
  A4: { title: 'late by minutes, hours or days', rate: 0.03, per: 'record' },
  A5: { title: 'corrected or withdrawn value', rate: 0.005, per: 'record' },
  A6: { title: 'deleted and inserted again with a new guid', rate: 0.001, per: 'record' },
  A7: { title: 'malformed or truncated payload', rate: 0.002, per: 'record' },
  A8: { title: 'encoding, full-width digits, unusual dates', rate: 0.05, per: 'file' },
  A9: { title: 'changed unit, percent for fraction, blank for zero', rate: 0.01, per: 'value' },
  A10: { title: 'skewed or wrong clock', rate: 0.005, per: 'device, or week of a source' },
  A11: { title: 'wrong or swapped coordinates', rate: 0.03, per: 'record' },
  A12: { title: 'missing or obsolete place', rate: 0.1, per: 'record' },
  A13: { title: 'unknown category or renamed department', rate: 0.005, per: 'record' },
  A14: { title: 'impossible times', rate: 0.003, per: 'record' },
  A15: { title: 'outage, throttling, changed schema', rate: 1, per: 'week of a source' },
  A16: { title: 'flapping, stuck, spiking or resetting device', rate: 0.02, per: 'device' },
  A17: { title: 'warning update before its alert', rate: 0.05, per: 'warning' },
  A18: { title: 'partial batch', rate: 1, per: 'month of a source' },
  A19: { title: 'the same matter by several channels', rate: 0.08, per: 'record' },
  A20: { title: 'due date beyond the published holidays', rate: 1, per: 'item' },
  A21: { title: 'published figures that do not add up', rate: 1, per: 'year' },
  A22: { title: 'bad signature or replayed timestamp', rate: 0.0005, per: 'delivery' },
  A23: { title: 'formula or HTML in free text', rate: 0.001, per: 'record' },
  A24: { title: 'phone or identity number in free text', rate: 0.05, per: 'record' },
} as const

export type AnomalyId = keyof typeof ANOMALIES
export type Rates = { readonly [id in AnomalyId]?: number }

export interface Anomalies {
  rate(id: AnomalyId): number
  /** Whether this thing suffers it: the same name always gets the same answer. `factor` scales the rate for one place. */
  hits(id: AnomalyId, names: readonly NamePart[], factor?: number): boolean
}

export const anomalyIds = Object.keys(ANOMALIES) as AnomalyId[]

/** All anomalies off, for tests that compare exact figures. */
export const NO_ANOMALIES: Rates = Object.fromEntries(anomalyIds.map(id => [id, 0]))

/** Rates as in an ordinary city, except where `rates` says otherwise. */
export function createAnomalies(seed: string, rates: Rates = {}): Anomalies {
  const rate = (id: AnomalyId) => rates[id] ?? ANOMALIES[id].rate
  return {
    rate,
    hits: (id, names, factor = 1) => draw(seed, 'anomaly', id, ...names) < rate(id) * factor,
  }
}
