import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** What the pages share on which people work: lists, clocks, histories, forms. */
export const workZh = {
  close: '关闭',
  back: '返回清单',
  loading: '正在读取…',
  again: '再读一次',
  due: '限 {time}',
  dueOver: '超 {n} 工作日',
  dueOverSpan: '已超时',
  dueLeft: '剩 {n} 工作日',
  dueToday: '今日内',
  hoursLeft: '剩 {n} 时',
  hoursOver: '超 {n} 时',
  provisional: '预估',
  history: '经过',
  clock: '时限已过',
  irregular: '流程异常',
  left: '还可写 {n} 字',
  confirm: '确认{act}',
  cancel: '取消',
  resend: '再次提交',
  signInAgain: '在新页面登录',
  changed: '在您查看之后:',
  more: '只列出最近的 500 件。',
  stale: '自 {time} 起收不到新的变化,以下为当时所见。',
  simulated: '演示数据',
  roles: { leader: '领导', officer: '部门' },
}
export type WorkWords = WordsOf<typeof workZh>

export const workEn: WorkWords = {
  close: 'Close',
  back: 'Back to the list',
  loading: 'Reading…',
  again: 'Read again',
  due: 'by {time}',
  dueOver: '{n} working days over',
  dueOverSpan: 'over',
  dueLeft: '{n} working days left',
  dueToday: 'by the end of today',
  hoursLeft: '{n} h left',
  hoursOver: '{n} h over',
  provisional: 'provisional',
  history: 'What happened',
  clock: 'time passed',
  irregular: 'irregular',
  left: '{n} characters left',
  confirm: 'Confirm: {act}',
  cancel: 'Cancel',
  resend: 'Send again',
  signInAgain: 'Sign in on another page',
  changed: 'Since you saw it:',
  more: 'The newest 500 are listed.',
  stale: 'No news since {time}: this is as it was then.',
  simulated: 'Demo data',
  roles: { leader: 'leader', officer: 'department' },
}

export const workWords = (language: Language): WorkWords => inLanguage<WorkWords>(language, workZh, workEn)
