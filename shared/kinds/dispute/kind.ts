import { count, fewFlag, flag, hours, instant, text } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { BETWEEN, FORMS, LEVELS, SOURCES, TYPES, WAYS } from './codes.ts'
import { deriveDispute } from './derive.ts'
import { RegisteredFields, StepFields } from './fields.ts'

const STATES: Codes = {
  registered: { zh: '待受理', en: 'to be taken on' },
  accepted: { zh: '已受理', en: 'taken on' },
  mediating: { zh: '调解中', en: 'being mediated' },
  failed: { zh: '调解不成', en: 'not settled' },
  settled: { zh: '调解成功', en: 'settled' },
  kept: { zh: '已履行', en: 'kept' },
  broken: { zh: '未履行', en: 'not kept' },
  guided: { zh: '引导其他途径', en: 'guided elsewhere' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

const ENTRIES: Codes = {
  registered: { zh: '登记', en: 'registered' },
  accepted: { zh: '受理', en: 'taken on' },
  begun: { zh: '开始调解', en: 'mediation begun' },
  extended: { zh: '延长期限', en: 'time lengthened' },
  settled: { zh: '达成协议', en: 'agreed' },
  failed: { zh: '调解不成', en: 'not settled' },
  passed: { zh: '上报一级', en: 'passed up' },
  guided: { zh: '引导其他途径', en: 'guided elsewhere' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  confirmed: { zh: '司法确认', en: 'confirmed by a court' },
  kept: { zh: '回访:已履行', en: 'revisited: kept' },
  broken: { zh: '回访:未履行', en: 'revisited: not kept' },
}

const RESULTS: Codes = {
  settled: { zh: '化解', en: 'settled' },
  guided: { zh: '引导其他途径', en: 'guided elsewhere' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
}

const about: readonly Column[] = [
  ...eventColumns,
  text('number', '编号', 'number'),
  text('title', '事由', 'matter'),
]
const department = text('department', '承办单位', 'department')
const level = text('level', '层级', 'level', LEVELS)
const agreement: readonly Column[] = [
  text('form', '协议形式', 'agreement', FORMS),
  text('agreementNo', '协议书编号', 'number of the agreement'),
]
const way = text('way', '引导途径', 'guided to', WAYS)

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...about,
  text('type', '环节', 'step', ENTRIES),
  level,
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  department,
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  ...agreement,
  way,
  text('to', '上报单位', 'passed up to'),
  flag('irregular', '流程异常', 'irregular course'),
]

/** 矛盾纠纷 (LYX-17): taken on and mediated at a village or a town, passed up where that is not enough, agreed, revisited. */
export const dispute: Kind = {
  id: 'dispute',
  version: 1,
  title: { zh: '矛盾纠纷', en: 'dispute' },
  parts: { main: RegisteredFields, 'step:': StepFields },
  columns: [
    ...about,
    text('type', '类型', 'type', TYPES),
    text('between', '当事人', 'parties', BETWEEN),
    count('parties', '当事人数', 'number of parties', '人'),
    text('source', '来源', 'source', SOURCES),
    level,
    department,
    text('state', '状态', 'state', STATES),
    fewFlag('open', '未化解', 'open'),
    fewFlag('inHand', '本平台在办', 'in hand here'),
    text('result', '结果', 'result', RESULTS),
    instant('settledAt', '达成协议时间', 'agreed at'),
    text('resolveLevel', '化解层级', 'settled by', LEVELS),
    flag('near', '就地化解', 'settled where it arose'),
    ...agreement,
    flag('confirmed', '司法确认', 'confirmed by a court'),
    instant('revisitAt', '应回访时间', 'to be revisited by'),
    flag('kept', '协议已履行', 'agreement kept'),
    way,
    lightColumn,
    riskColumn,
    fewFlag('overdue', '当前超期', 'overdue now'),
    instant('dueAt', '当前时限', 'due'),
    instant('acceptedAt', '受理时间', 'taken on at'),
    flag('extended', '已延期', 'time lengthened'),
    instant('endedAt', '办结时间', 'over at'),
    hours('tookMs', '办理用时', 'time it took'),
    flag('onTime', '期限内办结', 'over in time'),
    count('step', '步骤', 'step', '步'),
    marksColumn,
  ],
  inner: { steps: entryColumns },
  pressed: { title: 'title' },
  // No column is open to the public: what was said is not, and a unit is often a studio that bears the name of its mediator.
  derive: deriveDispute,
}
