import { createHmac } from 'node:crypto'
import type { ChannelForm } from '../../shared/alerts/document.ts'
import { isoOf } from '../../shared/calendar/civil.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Delivery } from './deliveries.ts'

/** What is posted. */
export interface Letter {
  readonly url: URL
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

export interface Answered {
  readonly status: number
  readonly body: string
  readonly retryAfterMs: number | null
}

/** What became of a try. `retry`: it may be taken later; `never`: it would not be, however often it is sent. */
export type Outcome =
  | { readonly type: 'sent' }
  | { readonly type: 'retry'; readonly why: string; readonly afterMs: number | null }
  | { readonly type: 'never'; readonly why: string }

export interface Form {
  /** So many in a minute: what is beyond is not sent until then. */
  readonly perMinute: number
  readonly letter: (address: URL, delivery: Delivery, sign: string | null, now: number) => Letter
  readonly judge: (answer: Answered) => Outcome
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const BUSY_MS = 60_000

const textOf = ({ message: { title, text, link } }: Delivery): string => `${title}\n${text}\n${link}`

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/** 企业微信群机器人: 20 in a minute, and 45009 says that they were more. */
const wecom: Form = {
  perMinute: 20,
  letter: (url, delivery) => ({
    ...{ url, headers: JSON_TYPE },
    body: JSON.stringify({ msgtype: 'text', text: { content: textOf(delivery) } }),
  }),
  judge: answered(({ errcode, errmsg }) => coded(errcode, errmsg, new Set([45009, -1]))),
}

/** 钉钉群机器人: the time and its signature stand in the address; 20 in a minute, then 130101. */
const dingtalk: Form = {
  perMinute: 20,
  letter(address, delivery, sign, now) {
    const url = new URL(address)
    if (sign !== null) {
      url.searchParams.set('timestamp', String(now))
      url.searchParams.set('sign', hmac(sign, `${now}\n${sign}`))
    }
    const body = JSON.stringify({ msgtype: 'text', text: { content: textOf(delivery) } })
    return { url, headers: JSON_TYPE, body }
  },
  judge: answered(({ errcode, errmsg }) => coded(errcode, errmsg, new Set([130101, 410100, -1]))),
}

/** 飞书群机器人: signed in the body, with the time in seconds and an empty text; 100 in a minute, then 11232. */
const feishu: Form = {
  perMinute: 60,
  letter(url, delivery, sign, now) {
    const timestamp = String(Math.floor(now / 1000))
    const signed = sign === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${sign}`, '') }
    const body = JSON.stringify({ ...signed, msg_type: 'text', content: { text: textOf(delivery) } })
    return { url, headers: JSON_TYPE, body }
  },
  judge: answered(({ code, StatusCode, msg }) =>
    coded(code ?? StatusCode, msg, new Set([9499, 11232, 11233])),
  ),
}

/** CloudEvents 1.0, structured: the same event again has the same id, so whoever takes it twice knows. */
const cloudevents: Form = {
  perMinute: 120,
  letter(url, delivery, sign) {
    const { id, alert, event, message } = delivery
    const body = JSON.stringify({
      specversion: '1.0',
      id: `${alert}/${event}`,
      source: 'urn:liaowang:alerts',
      type: `liaowang.alert.${event}`,
      subject: alert,
      time: isoOf(message.at),
      datacontenttype: 'application/json',
      data: { ...message, delivery: id },
    })
    const signature =
      sign === null
        ? {}
        : { 'x-signature': `sha256=${createHmac('sha256', sign).update(body).digest('hex')}` }
    return {
      url,
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', ...signature },
      body,
    }
  },
  judge: ({ status, retryAfterMs }) => (isGood(status) ? { type: 'sent' } : byStatus(status, retryAfterMs)),
}

export const FORMS: { readonly [form in ChannelForm]: Form } = { wecom, dingtalk, feishu, cloudevents }

const isGood = (status: number): boolean => status >= 200 && status < 300

function byStatus(status: number, retryAfterMs: number | null): Outcome {
  const why = `HTTP ${status}`
  const isPassing = status === 408 || status === 429 || status >= 500
  return isPassing ? { type: 'retry', why, afterMs: retryAfterMs } : { type: 'never', why }
}

/** Robots answer 200 to anything, and say in the body what became of it. */
function answered(judgeBody: (body: Fields) => Outcome): Form['judge'] {
  return ({ status, body, retryAfterMs }) => {
    if (!isGood(status)) return byStatus(status, retryAfterMs)
    const parsed = parsedOf(body)
    return parsed === null
      ? { type: 'retry', why: 'the answer is no JSON', afterMs: null }
      : judgeBody(parsed)
  }
}

function parsedOf(body: string): Fields | null {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const LONGEST_REASON = 120

function coded(code: unknown, said: unknown, busy: ReadonlySet<unknown>): Outcome {
  if (code === 0) return { type: 'sent' }
  const words = typeof said === 'string' ? said.slice(0, LONGEST_REASON) : ''
  const why = `${typeof code === 'number' ? code : 'no code'} ${words}`.trim()
  if (busy.has(code)) return { type: 'retry', why, afterMs: BUSY_MS }
  return typeof code === 'number' ? { type: 'never', why } : { type: 'retry', why, afterMs: null }
}
