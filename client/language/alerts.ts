import { bannerEn, bannerZh } from './alert-banner.ts'
import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** Alerts: their page in the console, beside what the banner says. */
const zh = {
  ...bannerZh,
  states: { raised: '待确认', acknowledged: '已确认', cleared: '已恢复' },
  title: '告警',
  asOf: '截至 {time}，每 5 秒更新',
  frozen: '未能更新，以下是 {time} 的情况',
  open: '未恢复',
  history: '已恢复',
  deliveries: '投递记录',
  rules: '规则',
  none: '没有。',
  blind: '数据不全、延迟或断源，暂无法判断',
  shelvedUntil: '搁置至 {time}',
  quiet: '静默时段，暂不告知',
  escalated: '{time} 已升级',
  clearedAt: '{time} 恢复',
  acts: { acknowledge: '确认', shelve: '搁置', unshelve: '取消搁置', note: '备注' },
  minutes: '搁置多久',
  spans: { 30: '30 分钟', 120: '2 小时', 480: '8 小时', 1440: '24 小时' },
  text: '说明（不写姓名、电话）',
  cancel: '取消',
  entries: {
    ...{ raised: '触发', counted: '情况变化', acknowledged: '确认', shelved: '搁置', unshelved: '取消搁置' },
    ...{ noted: '备注', escalated: '升级通知', cleared: '恢复' },
  },
  test: '发送测试',
  unset: '密钥未设置',
  tested: '已排队，见下方记录',
  heads: {
    alert: '告警',
    channel: '通道',
    event: '事项',
    state: '结果',
    tries: '次数',
    at: '时间',
    why: '原因',
  },
  events: { raised: '触发', escalated: '升级', cleared: '恢复', test: '测试' },
  delivery: { waiting: '待发', sent: '已发', dead: '失败' },
  faulty: '未生效',
}
export type AlertWords = WordsOf<typeof zh>

const en: AlertWords = {
  ...bannerEn,
  states: { raised: 'to be acknowledged', acknowledged: 'acknowledged', cleared: 'cleared' },
  title: 'Alerts',
  asOf: 'as of {time}, every 5 seconds',
  frozen: 'could not be updated; this is as of {time}',
  open: 'Open',
  history: 'Cleared',
  deliveries: 'What was sent',
  rules: 'Rules',
  none: 'None.',
  blind: 'its feeds are late, have failed or are not whole: nobody can see',
  shelvedUntil: 'shelved until {time}',
  quiet: 'quiet hours: told to nobody now',
  escalated: 'escalated at {time}',
  clearedAt: 'cleared at {time}',
  acts: { acknowledge: 'Acknowledge', shelve: 'Shelve', unshelve: 'End shelving', note: 'Note' },
  minutes: 'Shelve for',
  spans: { 30: '30 minutes', 120: '2 hours', 480: '8 hours', 1440: '24 hours' },
  text: 'In words (no names, no telephone numbers)',
  cancel: 'Cancel',
  entries: {
    ...{ raised: 'raised', counted: 'changed', acknowledged: 'acknowledged' },
    ...{ shelved: 'shelved', unshelved: 'shelved no more', noted: 'noted' },
    ...{ escalated: 'escalated', cleared: 'cleared' },
  },
  test: 'Send a test',
  unset: 'its secret is not set',
  tested: 'queued, see the record below',
  heads: {
    ...{ alert: 'Alert', channel: 'Channel', event: 'Event', state: 'Result', tries: 'Tries', at: 'Time' },
    why: 'Why',
  },
  events: { raised: 'raised', escalated: 'escalated', cleared: 'cleared', test: 'test' },
  delivery: { waiting: 'waiting', sent: 'sent', dead: 'failed' },
  faulty: 'not in force',
}

export const alertWords = (language: Language): AlertWords => inLanguage(language, zh, en)
