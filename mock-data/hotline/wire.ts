import { HOUR, isoOf } from '../../shared/calendar/civil.ts'
import type { Anomalies } from '../anomalies.ts'
import type { CloudEvent } from '../delivery/delivery.ts'
import type { OrderState } from './model.ts'
import type { Step, Whereabouts } from './order.ts'
import type { Topic } from './topics.ts'

/** `2026-11-22T09:14:03+08:00`: the hotline writes whole seconds. */
export const timeText = (at: number): string => isoOf(at).replace(/\.\d{3}/, '')

function whereFields({ district, town, community, address, coded }: Whereabouts) {
  const code = (place: { readonly code: string } | null) => (coded && place !== null ? place.code : null)
  return {
    district: district.name,
    districtCode: code(district),
    town: town?.name ?? null,
    townCode: code(town),
    community: community?.name ?? null,
    communityCode: code(community),
    address: address === '' ? null : address,
  }
}

const categoryFields = ({ code, path }: Topic) => ({ code, name: path.join('/') })

const lastOf = <T>(steps: readonly Step[], read: (step: Step) => T | undefined): T | null =>
  steps.reduce<T | null>((found, step) => read(step) ?? found, null)

const isSentOut = ({ status }: Step) => status !== 'received' && status !== 'direct_answered'

function historyOf(steps: readonly Step[], impossible: boolean) {
  return steps.map(({ at, status, department: { code, name }, note }, i) => ({
    status,
    // A14: somebody typed the time by hand and it now lies before the order itself.
    at: timeText(impossible && i > 0 && i === steps.length - 1 ? steps[0]!.at - HOUR : at),
    department: { code, name },
    note,
  }))
}

/** The order as the hotline tells it. */
export function orderJson(state: OrderState, anomalies: Anomalies) {
  const { order, version, updatedAt, steps, correction } = state
  const topic = correction?.topic ?? order.topic
  const responsible = steps.findLast(isSentOut)?.department ?? steps[0]!.department
  const due = lastOf(steps, step => step.due)
  return {
    orderNo: order.orderNo,
    version,
    updatedAt: timeText(updatedAt),
    receivedAt: timeText(steps[0]!.at),
    channel: order.channel,
    answered: order.answered,
    type: order.type,
    category: categoryFields(topic),
    title: `${topic.path[1]}:${topic.path[2]}`,
    description: order.description,
    ...whereFields(order.where),
    department: { code: responsible.code, name: responsible.name },
    status: steps.at(-1)!.status,
    due: due === null ? null : timeText(due),
    visit: lastOf(steps, step => step.visit),
    mergedInto: lastOf(steps, step => step.mergedInto),
    relatedCaseNo: order.relatedCaseNo,
    history: historyOf(steps, anomalies.hits('A14', ['hotline', order.orderNo])),
  }
}

export type OrderJson = ReturnType<typeof orderJson>

export type OrderEvent = CloudEvent<OrderJson>

export const cloudEvent = (id: string, data: OrderJson): OrderEvent => ({
  specversion: '1.0',
  id,
  source: '/liaoyang/12345',
  type: 'cn.liaoyang.hotline.order',
  subject: data.orderNo,
  time: data.updatedAt,
  datacontenttype: 'application/json',
  data,
})
