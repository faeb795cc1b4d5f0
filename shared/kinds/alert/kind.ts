import { count, fewFlag, flag, instant, number, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveAlert } from './derive.ts'
import { RaisedFields, StepFields } from './fields.ts'

const SEVERITIES: Codes = {
  1: { zh: 'I级', en: 'level I' },
  2: { zh: 'II级', en: 'level II' },
  3: { zh: 'III级', en: 'level III' },
  4: { zh: 'IV级', en: 'level IV' },
}

const STATES: Codes = {
  raised: { zh: '待确认', en: 'to be acknowledged' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  cleared: { zh: '已恢复', en: 'cleared' },
}

const ENTRIES: Codes = {
  raised: { zh: '触发', en: 'raised' },
  counted: { zh: '情况变化', en: 'changed' },
  acknowledged: { zh: '确认', en: 'acknowledged' },
  shelved: { zh: '搁置', en: 'shelved' },
  unshelved: { zh: '取消搁置', en: 'shelved no more' },
  noted: { zh: '备注', en: 'noted' },
  escalated: { zh: '升级通知', en: 'escalated' },
  cleared: { zh: '恢复', en: 'cleared' },
}

const REASONS: Codes = {
  over: { zh: '条件已解除', en: 'its condition is over' },
  gone: { zh: '规则或对象已停用', en: 'its rule or subject is gone' },
}

const ROLES: Codes = {
  operator: { zh: '值班员', en: 'operator' },
  leader: { zh: '领导', en: 'leader' },
}

const head: readonly Column[] = [
  ...eventColumns,
  text('number', '告警编号', 'number'),
  text('rule', '规则', 'rule'),
  text('title', '告警', 'alert'),
  text('titleEn', '告警（英文）', 'alert in English'),
]

const post: readonly Column[] = [
  text('role', '处置岗位', 'post', ROLES),
  text('post', '所辖区划', 'area of the post'),
]

const reason = text('reason', '恢复原因', 'why it is over', REASONS)

/** 告警: a rule over numbers or feeds raised it, people acknowledge or shelve it, and it clears when what raised it is over. */
export const alert: Kind = {
  id: 'alert',
  version: 1,
  title: { zh: '告警', en: 'alert' },
  parts: { main: RaisedFields, 'step:': StepFields },
  columns: [
    ...head,
    flag('public', '对外显示', 'shown to the public'),
    text('publicTitle', '告警（对外）', 'alert as the public reads it'),
    text('publicTitleEn', '告警（对外英文）', 'the same in English'),
    text('publicPlace', '地点（对外）', 'place as the public reads it'),
    text('severity', '级别', 'severity', SEVERITIES),
    number('rank', '级别序', 'rank of the severity', { zh: '级', en: '' }),
    text('state', '状态', 'state', STATES),
    fewFlag('open', '未恢复', 'open'),
    fewFlag('told', '对外告知', 'told'),
    fewFlag('unseen', '待确认', 'told, and acknowledged by nobody'),
    fewFlag('shelved', '搁置中', 'shelved'),
    fewFlag('quiet', '静默时段', 'quiet'),
    text('what', '对象', 'what it is about'),
    text('place', '地点', 'place'),
    text('value', '数值', 'value'),
    count('count', '涉及', 'how many', '处'),
    instant('since', '条件成立时间', 'held since'),
    flag('sound', '声音提示', 'with sound'),
    instant('acknowledgedAt', '确认时间', 'acknowledged at'),
    ...post,
    instant('shelvedUntil', '搁置至', 'shelved until'),
    instant('escalatedAt', '升级时间', 'escalated at'),
    instant('clearedAt', '恢复时间', 'cleared at'),
    reason,
    count('step', '步骤', 'step', '步'),
    marksColumn,
  ],
  inner: {
    steps: [
      text('key', '序号', 'key'),
      ...head,
      text('type', '环节', 'step', ENTRIES),
      ...post,
      text('text', '内容', 'text'),
      instant('until', '搁置至', 'shelved until'),
      count('count', '涉及', 'how many', '处'),
      reason,
      flag('irregular', '流程异常', 'irregular course'),
    ],
  },
  publicly: { about: 'things', open: ['publicTitle', 'publicTitleEn', 'publicPlace'] },
  derive: deriveAlert,
}
