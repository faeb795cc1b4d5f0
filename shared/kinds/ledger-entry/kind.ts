import { flag, instant, number, text, workdays } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { workColumns, workEntryColumns } from '../worked/columns.ts'
import { WorkFields } from '../worked/fields.ts'
import { deriveLedgerEntry } from './derive.ts'
import { AMOUNT_SCALE, LedgerEntryFields, QUANTITY_SCALE } from './fields.ts'
import { STATES, THEMES } from './ledger-codes.ts'
import { workOn } from './worked.ts'

const ledger = text('ledger', '台账', 'ledger')

/** 台账事项: a row of any ledger that a department keeps (ADR 25), and the work on it here (ADR 51). Event: when it began, else the day it tells of. */
export const ledgerEntry: Kind = {
  id: 'ledger-entry',
  version: 1,
  title: { zh: '台账事项', en: 'entry of a ledger' },
  parts: { main: LedgerEntryFields, 'step:': WorkFields },
  columns: [
    ...eventColumns,
    ledger,
    text('theme', '专题', 'theme', THEMES),
    text('number', '编号', 'number'),
    text('title', '事项', 'entry'),
    text('category', '类别', 'category'),
    text('state', '状态', 'state', STATES),
    text('stage', '环节', 'stage'),
    text('department', '责任部门', 'department'),
    text('party', '相关单位', 'party concerned'),
    text('parent', '上级编号', 'part of'),
    number('amount', '金额', 'amount', { zh: '万元', en: '×10^4 yuan' }, AMOUNT_SCALE),
    number('doneAmount', '完成金额', 'amount done', { zh: '万元', en: '×10^4 yuan' }, AMOUNT_SCALE),
    number('quantity', '数量', 'quantity', { zh: '', en: '' }, QUANTITY_SCALE),
    text('unit', '计量单位', 'unit'),
    instant('beganAt', '开始时间', 'begun'),
    instant('since', '环节起始', 'stage since'),
    ...judgedColumns,
    flag('provisional', '时限为预估', 'due time provisional'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    text('result', '办理结果', 'result'),
    text('source', '出处', 'source'),
    instant('asOf', '数据截止', 'as of'),
    ...workColumns,
    text('sourceState', '原台账状态', 'state by its workbook', STATES),
  ],
  inner: { steps: [...workEntryColumns, ledger] },
  /** Ledgers are kept by hand, some hundreds of rows in all. */
  bounded: true,
  pressed: { title: 'title', of: 'ledger' },
  publicly: {
    about: 'things',
    open: [
      'ledger',
      'number',
      'title',
      'category',
      'stage',
      'department',
      'party',
      'parent',
      'unit',
      'source',
    ],
  },
  worked: workOn,
  derive: deriveLedgerEntry,
}
