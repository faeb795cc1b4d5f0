import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { HTTP, type CloudEventV1 } from 'cloudevents'
import { bodyOf, listen } from '../http.ts'

export interface Push<Data> {
  readonly id: string
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly events: readonly CloudEventV1<Data>[]
}

export interface ReceiverForTests<Data> {
  readonly url: string
  readonly pushes: Push<Data>[]
  /** What it answers to a well-signed push; 0 cuts the connection. */
  answer: (push: Push<Data>) => number
  events(): CloudEventV1<Data>[]
  stop(): Promise<void>
}

const WINDOW_SECONDS = 300

function statusOf(headers: IncomingHttpHeaders, body: string, secret: string, now: number): number {
  const [id, seconds] = [headers['webhook-id'], headers['webhook-timestamp']].map(String)
  const mac = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')
  const inTime = Math.abs(Number(seconds) - now / 1000) <= WINDOW_SECONDS
  return headers['webhook-signature'] === `v1,${mac}` && inTime ? 200 : 401
}

function eventsOf<Data>(headers: IncomingHttpHeaders, body: string): CloudEventV1<Data>[] {
  if (body === '[]') return []
  const read = HTTP.toEvent<Data>({ headers, body })
  return Array.isArray(read) ? read : [read]
}

/** A receiver as the specifications have it: signature over the raw body, time window, official CloudEvents reader. */
export async function receiverForTests<Data>(
  secret: string,
  now: () => number,
  path: string,
): Promise<ReceiverForTests<Data>> {
  const pushes: Push<Data>[] = []
  const receiver: Omit<ReceiverForTests<Data>, 'url' | 'stop'> = {
    pushes,
    answer: () => 200,
    events: () => pushes.filter(({ status }) => status === 200).flatMap(({ events }) => events),
  }
  const running = await listen(0, (request, response) => {
    void bodyOf(request, 16 * 1024 * 1024).then(body => {
      const { headers } = request
      const checked = request.url === path ? statusOf(headers, body, secret, now()) : 404
      const push = {
        id: String(headers['webhook-id']),
        status: checked,
        headers,
        body,
        events: eventsOf<Data>(headers, body),
      }
      const status = checked === 200 ? receiver.answer(push) : checked
      pushes.push({ ...push, status })
      if (status === 0) request.socket.destroy()
      else response.writeHead(status).end()
    })
  })
  return Object.assign(receiver, { url: running.address, stop: running.stop })
}
