import type { Text } from '../model/value.ts'
import type { Role } from './roles.ts'

/** Of what a permission may be narrowed to a part: an area, a department, or nothing. */
export type ScopedBy = 'area' | 'department' | 'nothing'

export interface Permission {
  readonly title: Text
  readonly roles: readonly Role[]
  readonly scopedBy: ScopedBy
}

const permission = (
  zh: string,
  en: string,
  roles: readonly Role[],
  scopedBy: ScopedBy = 'nothing',
): Permission => ({ title: { zh, en }, roles, scopedBy })

const READERS: readonly Role[] = ['viewer', 'leader', 'officer', 'operator']

/**
 * Who may do what: the one table. Every route and every event of a socket names one of these (server/access/routes.ts), and what
 * stands here is what a reviewer is shown.
 */
export const PERMISSIONS = {
  'city.view': permission('查看场景', 'see the scenes', READERS, 'area'),
  'city.replay': permission(
    '回看场景',
    'see the scenes as they were',
    ['leader', 'officer', 'operator'],
    'area',
  ),
  'numbers.explain': permission('追问数字', 'ask why a number', READERS, 'area'),
  'records.view': permission('查看明细', 'see the records behind a number', READERS, 'area'),
  'records.export': permission('导出明细', 'export records', ['leader', 'officer', 'operator'], 'area'),
  'quarantine.view': permission('查看隔离区', 'see what was set aside', ['operator']),
  'quarantine.mend': permission('处置隔离记录', 'mend, replay and discard what was set aside', ['operator']),
  'feeds.see': permission('查看数据源', 'see how feeds report', ['operator']),
  'scorecard.see': permission('查看数据评分', 'see the monthly scorecard of departments', [
    'leader',
    'operator',
  ]),
  'documents.publish': permission(
    '发布数据源、指标、场景与告警规则',
    'put feeds, metrics, scenes and rules of alerts in force',
    ['operator'],
  ),
  'alert.view': permission('查看告警', 'see alerts', READERS, 'area'),
  'alert.handle': permission(
    '确认、搁置告警',
    'acknowledge and shelve alerts',
    ['leader', 'operator'],
    'area',
  ),
  'alert.deliver': permission('查看告警投递、发送测试', 'see what was sent of alerts, and try a channel', [
    'operator',
  ]),
  'figures.read': permission('读取运行指标', 'read the figures of the system', ['operator', 'sysadmin']),
  'supervision.view': permission('查看督办', 'see supervisions', READERS, 'area'),
  'supervision.issue': permission('发出督办', 'press for what is late', ['leader'], 'area'),
  'supervision.chief': permission(
    '总管家督办分管家',
    'press as the chief butler of a project',
    ['officer'],
    'department',
  ),
  'supervision.answer': permission('答复督办', 'answer a supervision', ['officer'], 'department'),
  'supervision.decide': permission(
    '办结督办、决定问责',
    'close a supervision, decide on blame',
    ['leader'],
    'area',
  ),
  'problem.view': permission('查看企业问题', 'see the problems of enterprises', READERS, 'area'),
  'problem.collect': permission('收集企业问题', 'collect a problem', ['leader', 'officer'], 'area'),
  'problem.analyse': permission('研判、剔除、合并问题', 'analyse a problem', ['officer'], 'department'),
  'problem.assign': permission('交办问题', 'assign a problem', ['officer'], 'department'),
  'problem.answer': permission('接办、答复问题', 'answer a problem', ['officer'], 'department'),
  'problem.confirm': permission(
    '登记企业确认',
    "note the enterprise's word on an answer",
    ['officer'],
    'department',
  ),
  'problem.strike': permission('问题销号', 'strike a problem off', ['leader'], 'area'),
  'tea.view': permission('查看亲清下午茶', 'see tea sessions', READERS, 'area'),
  'tea.plan': permission('排定亲清下午茶', 'plan a tea session', ['leader', 'officer'], 'area'),
  'tea.minute': permission(
    '登记纪要、取消下午茶',
    'write the minutes of a tea session, or cancel it',
    ['officer'],
    'department',
  ),
  'tea.close': permission('办结亲清下午茶', 'close a tea session', ['leader'], 'area'),
  'snap.file': permission(
    '随手拍上报',
    'report by photo',
    ['reporter', 'leader', 'officer', 'operator'],
    'area',
  ),
  'snap.view': permission('查看随手拍', 'see reports by photo', READERS, 'area'),
  'snap.handle': permission('研判、反馈随手拍', 'look at and answer reports', ['officer'], 'area'),
  'visit.view': permission('查看驿站接访', 'see visits to stations', READERS, 'area'),
  'visit.receive': permission('登记接访', 'receive a visit', ['leader', 'officer'], 'area'),
  'visit.handle': permission('分流、办结接访', 'answer and close a visit', ['officer'], 'area'),
  'visit.term': permission('为困难事项定时限', 'set a term for what is hard', ['leader'], 'area'),
  'submission.view': permission('查看填报', 'see what is handed in', READERS, 'area'),
  'submission.file': permission('填报、撤回报表', 'fill in and hand in a form', ['officer'], 'department'),
  'submission.approve': permission('审核、退回、免报', 'approve of a form', ['leader'], 'area'),
  'plan.shape': permission('调整审批方案', 'change the plan of a project', ['leader'], 'area'),
  'plan.work': permission(
    '暂停计时、登记障碍',
    'stop the clock of an item, note what is in its way',
    ['officer'],
    'department',
  ),
  'project.share': permission('发出投资者链接', 'give an investor a link', ['leader', 'officer'], 'area'),
  'commitment.view': permission('查看告知承诺', 'see commitments', READERS, 'area'),
  'commitment.check': permission('核查告知承诺', 'check commitments', ['officer'], 'department'),
  'commitment.decide': permission(
    '认定失信、恢复信用',
    'decide on broken faith, restore credit',
    ['leader'],
    'area',
  ),
  'ledger.view': permission('查看台账办理', 'see the work on ledgers', READERS, 'area'),
  'ledger.work': permission('接办、办理台账事项', 'work on an entry of a ledger', ['officer'], 'department'),
  'ledger.confirm': permission(
    '确认台账事项、退回重办',
    'note what the party says of an answer',
    ['officer'],
    'department',
  ),
  'ledger.settle': permission(
    '改派、延长、销号台账事项',
    'assign an entry of a ledger, give it longer, strike it off',
    ['leader'],
    'area',
  ),
  'dispute.view': permission('查看矛盾纠纷', 'see disputes', READERS, 'area'),
  'dispute.register': permission('登记矛盾纠纷', 'register a dispute', ['leader', 'officer'], 'area'),
  'dispute.handle': permission('受理、调解矛盾纠纷', 'take on and mediate disputes', ['officer'], 'area'),
  'screens.view': permission('查看大屏', 'see the paired screens', ['operator', 'secadmin']),
  'screens.pair': permission('配对大屏', 'pair a screen', ['operator']),
  'screens.revoke': permission('吊销大屏', 'revoke a screen', ['operator', 'secadmin']),
  'screens.cover': permission('安全画面', 'take the city off public screens', ['operator', 'secadmin']),
  'calendar.edit': permission('录入放假安排', 'enter the yearly notice of holidays', ['operator']),
  'people.view': permission('查看账号', 'see the accounts', ['sysadmin', 'secadmin', 'auditor']),
  'people.edit': permission('开设、停用账号', 'open and close accounts', ['sysadmin']),
  'people.authorise': permission('授予角色与范围', 'give roles and scopes', ['secadmin']),
  'people.unlock': permission('解锁账号', 'unlock an account', ['secadmin']),
  'sessions.end': permission('强制下线', "end other people's sessions", ['secadmin']),
  'policy.view': permission('查看安全策略', 'see the security policy', ['sysadmin', 'secadmin', 'auditor']),
  'policy.edit': permission('设置安全策略', 'set the security policy', ['secadmin']),
  'zones.view': permission('查看接入网段', 'see the zones of feeds', ['operator', 'secadmin', 'auditor']),
  'zones.edit': permission('设置接入网段', 'set the zones of feeds', ['secadmin']),
  'secrets.view': permission('查看密钥名', 'see the names of secrets', ['operator', 'sysadmin']),
  'secrets.edit': permission('设置密钥', 'set secrets', ['sysadmin']),
  'audit.view': permission('查看审计', 'read the audit', ['auditor']),
  'audit.export': permission('导出审计', 'export the audit', ['auditor']),
  'audit.verify': permission('校验审计', 'verify the audit', ['auditor']),
} satisfies { readonly [name: string]: Permission }

export type PermissionName = keyof typeof PERMISSIONS

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly PermissionName[]
