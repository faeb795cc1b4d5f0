import type { Codes } from '../kind.ts'

/** What somebody did to a case (DOMAIN 2.3-2). */
export const CASE_ACTIONS = [
  'report',
  'accept',
  'reject',
  'file',
  'dispatch',
  'begin',
  'return',
  'delay',
  'hang',
  'resume',
  'dispose',
  'rework',
  'check',
  'close',
  'void',
] as const
export type CaseAction = (typeof CASE_ACTIONS)[number]

export const CASE_STAGES = [
  'reported',
  'accepted',
  'filed',
  'dispatched',
  'disposing',
  'checking',
  'closed',
  'rejected',
  'hung',
  'void',
] as const
export type CaseStage = (typeof CASE_STAGES)[number]

export const STAGE_CODES: Codes & { readonly [stage in CaseStage]: Codes[string] } = {
  reported: { zh: '上报', en: 'reported' },
  accepted: { zh: '受理', en: 'accepted' },
  filed: { zh: '立案', en: 'filed' },
  dispatched: { zh: '派遣', en: 'dispatched' },
  disposing: { zh: '处置', en: 'being dealt with' },
  checking: { zh: '核查', en: 'being checked' },
  closed: { zh: '结案', en: 'closed' },
  rejected: { zh: '不予受理', en: 'rejected' },
  hung: { zh: '挂账', en: 'shelved' },
  void: { zh: '作废', en: 'void' },
}

export interface CaseMove {
  readonly stage: CaseStage
  /** False: a case should not take this way; it is believed all the same, unless the case is over. */
  readonly regular: boolean
}

/**
 * Where an action leads, whatever was before. A delay and a check leave a case where it stands. What a department sends back
 * is with its dispatcher again (DOMAIN 2.3: disposing → dispatched), who sends it on to another one.
 */
const LEADS: { readonly [action in CaseAction]: CaseStage | null } = {
  report: 'reported',
  accept: 'accepted',
  reject: 'rejected',
  file: 'filed',
  dispatch: 'dispatched',
  begin: 'disposing',
  return: 'dispatched',
  delay: null,
  hang: 'hung',
  resume: 'disposing',
  dispose: 'checking',
  rework: 'disposing',
  check: null,
  close: 'closed',
  void: 'void',
}

const REGULAR: { readonly [stage in CaseStage]: readonly CaseAction[] } = {
  reported: ['report', 'accept', 'reject', 'void'],
  accepted: ['file', 'reject', 'void'],
  filed: ['dispatch', 'void', 'hang'],
  dispatched: ['begin', 'return', 'dispatch', 'delay', 'dispose', 'hang', 'void'],
  disposing: ['dispose', 'return', 'delay', 'hang', 'void'],
  checking: ['check', 'close', 'rework'],
  closed: ['check'],
  rejected: [],
  hung: ['resume', 'void'],
  void: [],
}

const OVER: readonly CaseStage[] = ['closed', 'rejected', 'void']

/** Where a case stands after one more action. What is over is not moved by a straggler, only by being made void. */
export function moveCase(stage: CaseStage, action: CaseAction): CaseMove {
  const regular = REGULAR[stage].includes(action)
  const leads = LEADS[action]
  const stays =
    leads === null ||
    (OVER.includes(stage) && action !== 'void') ||
    (stage !== 'reported' && action === 'report')
  return { stage: stays ? stage : leads, regular }
}

export const isOver = (stage: CaseStage): boolean => OVER.includes(stage)
