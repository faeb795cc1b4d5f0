/** CloudEvents 1.0, structured JSON. */
export interface CloudEvent<Data extends object = object> {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly data: Data
}

/** How a delivery is spoilt on purpose (A22); such a one is not tried again. */
export type Spoilt = 'signature' | 'timestamp'

/** One event on its way to the receiver. */
export interface Delivery {
  /** When the sender first wants to send it. */
  readonly at: number
  /** `webhook-id`: the same for every attempt, and for an exact duplicate (A1). */
  readonly id: string
  readonly event: CloudEvent
  readonly spoilt: Spoilt | null
}
