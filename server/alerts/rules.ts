import type { Areas } from '../../shared/areas/areas.ts'
import type { AlertDocument } from '../../shared/alerts/document.ts'
import { alertFaults } from '../../shared/alerts/faults.ts'
import type { Edited } from '../documents/laid-over.ts'

export interface JudgedRule {
  readonly rule: AlertDocument
  /** It names what is not there: nothing is judged by it. */
  readonly faults: readonly string[]
}

/** Those in force, each with what is wrong with it: a file may name what another file does not have. */
export const rulesIn = (documents: Edited, areas: Areas): readonly JudgedRule[] =>
  documents.alerts.map(rule => ({ rule, faults: alertFaults(rule, { ...documents, areas }) }))
