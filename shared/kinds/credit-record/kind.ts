import { count, fewFlag, flag, instant, text, workdays } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveCredit } from './derive.ts'
import { CreditFields, StepFields, type CreditType } from './fields.ts'
import type { CreditState } from './life.ts'

const TYPE_CODES: Codes & { readonly [type in CreditType]: Codes[string] } = {
  good: { zh: '守信激励', en: 'good faith' },
  commitment: { zh: '告知承诺', en: 'commitment' },
  broken: { zh: '失信', en: 'broken faith' },
}

const STATES: Codes & { readonly [state in CreditState]: Codes[string] } = {
  noted: { zh: '已记录', en: 'noted' },
  awaiting: { zh: '待核查', en: 'to be checked' },
  mending: { zh: '限期整改', en: 'to be mended' },
  breached: { zh: '待认定', en: 'to be decided on' },
  broken: { zh: '核查不符', en: 'not kept' },
  dishonest: { zh: '失信', en: 'broken faith' },
  excused: { zh: '不认定失信', en: 'not held to be broken faith' },
  repaired: { zh: '待恢复', en: 'to be restored' },
  kept: { zh: '核查相符', en: 'kept' },
  restored: { zh: '已恢复', en: 'restored' },
}

const AWAITED: Codes = {
  check: { zh: '核查', en: 'check' },
  recheck: { zh: '复核', en: 'second check' },
  decision: { zh: '认定', en: 'decision' },
  restoring: { zh: '恢复', en: 'restoring' },
  nothing: { zh: '无', en: 'nothing' },
}

const ENTRIES: Codes = {
  made: { zh: '作出', en: 'made' },
  kept: { zh: '核查相符', en: 'found kept' },
  mend: { zh: '限期整改', en: 'to be mended' },
  breached: { zh: '核查不符', en: 'found not kept' },
  broken: { zh: '核查不符', en: 'found not kept' },
  flagged: { zh: '认定失信', en: 'held to be broken faith' },
  excused: { zh: '不认定失信', en: 'not held to be broken faith' },
  repaired: { zh: '整改到位', en: 'mended' },
  returned: { zh: '退回整改', en: 'sent back' },
  restored: { zh: '信用恢复', en: 'restored' },
}

const about: readonly Column[] = [
  ...eventColumns,
  text('number', '记录编号', 'number'),
  text('title', '事项', 'item'),
  text('code', '统一社会信用代码', 'credit code'),
  text('enterprise', '企业', 'enterprise'),
]
const checkedAt = instant('checkedAt', '核查时间', 'checked at')

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...about,
  text('type', '环节', 'step', ENTRIES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  text('department', '部门', 'department'),
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  checkedAt,
  instant('mendBy', '整改时限', 'to be mended by'),
  flag('irregular', '流程异常', 'irregular course'),
]

/**
 * 信用记录 (DOMAIN 2.1, IOC-20): what an enterprise promised in place of proofs, and how it kept faith. Event: when it was decided. Departments
 * check their commitments here; that a breach is 失信 a person decides.
 */
export const creditRecord: Kind = {
  id: 'credit-record',
  version: 1,
  title: { zh: '信用记录', en: 'credit record' },
  parts: { main: CreditFields, 'step:': StepFields },
  columns: [
    ...about,
    text('type', '类别', 'type', TYPE_CODES),
    text('department', '认定部门', 'decided by'),
    text('state', '状态', 'state', STATES),
    text('awaits', '等待', 'waits for', AWAITED),
    fewFlag('open', '待办', 'open'),
    lightColumn,
    riskColumn,
    flag('provisional', '时限为预估', 'due time provisional'),
    fewFlag('overdue', '超时', 'overdue'),
    instant('dueAt', '时限', 'due'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    checkedAt,
    fewFlag('dishonest', '失信', 'broken faith'),
    instant('flaggedAt', '失信认定时间', 'held to be broken at'),
    instant('validTo', '有效期至', 'valid until'),
    flag('inForce', '有效', 'in force'),
    count('step', '步骤', 'step', '步'),
    marksColumn,
  ],
  inner: { steps: entryColumns },
  pressed: { title: 'title', of: 'enterprise' },
  publicly: { about: 'things', open: ['title', 'department'] },
  derive: deriveCredit,
}
