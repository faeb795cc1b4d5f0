import { isoSeconds } from '../time-text.ts'
import type { Severity } from './hazards.ts'
import type { Published } from './model.ts'
import type { Message, Warning } from './warning.ts'

const SENDER = 'demo.alert.liaoyang'
const COLOURS: { readonly [severity in Severity]: string } = {
  Extreme: '红色',
  Severe: '橙色',
  Moderate: '黄色',
  Minor: '蓝色',
}
const ACTS: { readonly [type in Message['type']]: string } = {
  Alert: '发布',
  Update: '更新',
  Cancel: '解除',
}
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

export const pathOf = ({ identifier }: Message): string => `/cap/${identifier}.xml`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`

const headlineOf = ({ sender, event }: Warning, { type, severity }: Message): string =>
  `${sender}${ACTS[type]}${event}${COLOURS[severity]}预警（演示）`

/** When an entry was changed last: a message that was cut short is published again whole. */
const changedAt = ({ publishedAt, mendedAt }: Message, at: number): number =>
  mendedAt !== null && mendedAt <= at ? mendedAt : publishedAt

/** The Atom feed at an instant. */
export function feedXml(all: readonly Published[], at: number): string {
  const changes = all.map(({ message }) => changedAt(message, at))
  const entries = all.map(({ warning, message }, i) =>
    [
      '<entry>',
      element('id', `urn:x-liaoyang:alert:${message.identifier}`),
      element('title', headlineOf(warning, message)),
      element('updated', isoSeconds(changes[i]!)),
      `<link rel="alternate" type="application/cap+xml" href="${pathOf(message)}"/>`,
      '</entry>',
    ].join(''),
  )
  return [
    `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom">`,
    element('id', 'urn:x-liaoyang:alert'),
    element('title', '辽阳市预警信息（演示数据）'),
    element('updated', isoSeconds(changes.reduce((a, b) => Math.max(a, b), 0))),
    ...entries,
    '</feed>\n',
  ].join('\n')
}

/** Messages are named with all that were sent before them. */
const referencesOf = ({ messages }: Warning, message: Message): string =>
  messages
    .slice(0, messages.indexOf(message))
    .map(({ identifier, sentAt }) => `${SENDER},${identifier},${isoSeconds(sentAt)}`)
    .join(' ')

/** The CAP 1.2 message; what was published cut short ends in the middle until it is mended (A7). */
export function capXml({ warning, message }: Published, at: number): string {
  const references = referencesOf(warning, message)
  const text = [
    `${HEAD}<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">`,
    element('identifier', message.identifier),
    element('sender', SENDER),
    element('sent', isoSeconds(message.sentAt)),
    element('status', 'Actual'),
    element('msgType', message.type),
    element('scope', 'Public'),
    ...(references === '' ? [] : [element('references', references)]),
    infoXml(warning, message),
    '</alert>\n',
  ].join('\n')
  const isCut = message.mendedAt !== null && message.mendedAt > at
  return isCut ? text.slice(0, Math.floor(text.length * 0.6)) : text
}

const AREA = ({ code, name }: Warning['areas'][number]): string =>
  `<area>${element('areaDesc', name)}<geocode>${element('valueName', '行政区划代码')}${element('value', code)}</geocode></area>`

function infoXml(warning: Warning, message: Message): string {
  const { event, sender, advice, areas } = warning
  const isOver = message.type === 'Cancel'
  const places = areas.map(area => area.name).join('、')
  return [
    '<info>',
    element('language', 'zh-CN'),
    element('category', event === '森林火险' ? 'Fire' : event === '地质灾害' ? 'Geo' : 'Met'),
    element('event', event),
    element('urgency', isOver ? 'Past' : 'Expected'),
    element('severity', message.severity),
    element('certainty', isOver ? 'Observed' : 'Likely'),
    element('effective', isoSeconds(message.sentAt)),
    element('expires', isoSeconds(message.expiresAt)),
    element('senderName', sender),
    element('headline', headlineOf(warning, message)),
    element(
      'description',
      `${places}${event}${COLOURS[message.severity]}预警${ACTS[message.type]}。演示数据。`,
    ),
    element('instruction', isOver ? '' : advice),
    ...areas.map(AREA),
    '</info>',
  ].join('\n')
}
