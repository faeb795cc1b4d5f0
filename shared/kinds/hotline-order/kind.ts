import { flag, hours, instant, minutes, text, times } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { deriveOrder } from './derive.ts'
import { OrderFields } from './fields.ts'
import { ORDER_CODES } from './order-state.ts'

export const hotlineOrder: Kind = {
  id: 'hotline-order',
  version: 1,
  title: { zh: '12345 工单', en: '12345 order' },
  parts: { main: OrderFields },
  columns: [
    ...eventColumns,
    text('number', '工单编号', 'order number'),
    text('title', '标题', 'title'),
    text('type', '诉求类型', 'type of request'),
    text('channel', '受理渠道', 'channel'),
    flag('answered', '人工接通', 'answered by a person'),
    text('topic', '诉求大类', 'topic'),
    text('topicGroup', '诉求中类', 'topic group'),
    text('department', '承办单位', 'department'),
    text('state', '状态', 'state', ORDER_CODES),
    flag('direct', '直接答复', 'answered directly'),
    flag('dispatched', '已转办', 'dispatched'),
    instant('dispatchedAt', '派单时间', 'dispatched at'),
    minutes('respondedMs', '响应用时', 'time to respond'),
    flag('signedInTime', '签收及时', 'signed for in time'),
    ...judgedColumns,
    hours('handledMs', '办理用时', 'time to answer'),
    instant('visitedAt', '回访时间', 'visited at'),
    flag('satisfied', '满意', 'satisfied'),
    flag('resolved', '已解决', 'resolved'),
    instant('closedAt', '结单时间', 'closed at'),
    times('returns', '退单次数', 'returned'),
    times('extensions', '延期次数', 'extended'),
    times('reopenings', '重办次数', 'reopened'),
    text('relatedCaseNo', '关联办件', 'related case'),
    flag('linked', '已挂接办件', 'linked to a case'),
  ],
  pressed: { title: 'title' },
  publicly: { open: ['type', 'channel', 'topic', 'topicGroup', 'department'] },
  derive: deriveOrder,
}
