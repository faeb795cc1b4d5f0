import { fewFlag, flag, instant, text, workdays } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Kind } from '../kind.ts'
import { deriveCredit } from './derive.ts'
import { CreditFields, type CreditType } from './fields.ts'

const TYPE_CODES: Codes & { readonly [type in CreditType]: Codes[string] } = {
  good: { zh: '守信激励', en: 'good faith' },
  commitment: { zh: '告知承诺', en: 'commitment' },
  broken: { zh: '失信', en: 'broken faith' },
}

const STATES: Codes = {
  noted: { zh: '已记录', en: 'noted' },
  awaiting: { zh: '待核查', en: 'to be checked' },
  kept: { zh: '核查相符', en: 'kept' },
  broken: { zh: '核查不符', en: 'not kept' },
}

/** 信用记录 (DOMAIN 2.1, IOC-20): what an enterprise promised in place of proofs, and how it kept faith. Event: when it was decided. */
export const creditRecord: Kind = {
  id: 'credit-record',
  version: 1,
  title: { zh: '信用记录', en: 'credit record' },
  parts: { main: CreditFields },
  columns: [
    ...eventColumns,
    text('number', '记录编号', 'number'),
    text('title', '事项', 'item'),
    text('code', '统一社会信用代码', 'credit code'),
    text('enterprise', '企业', 'enterprise'),
    text('type', '类别', 'type', TYPE_CODES),
    text('department', '认定部门', 'decided by'),
    text('state', '状态', 'state', STATES),
    fewFlag('open', '待核查', 'to be checked'),
    lightColumn,
    riskColumn,
    fewFlag('overdue', '核查超时', 'check overdue'),
    instant('dueAt', '核查时限', 'check due'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    instant('checkedAt', '核查时间', 'checked at'),
    instant('validTo', '有效期至', 'valid until'),
    flag('inForce', '有效', 'in force'),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['title', 'department'] },
  derive: deriveCredit,
}
