import type { RequestListener } from 'node:http'

/** What a message says, as far as it is not the usual. */
export interface CapForTests {
  readonly identifier: string
  readonly sender?: string
  readonly sent?: string
  readonly status?: string
  readonly msgType?: string
  readonly references?: string
  /** The content of `info`; null for a message without. */
  readonly info?: string | null
}

export const CAP_INFO = `<language>zh-CN</language><category>Met</category><event>大风</event><urgency>Expected</urgency>
  <severity>Minor</severity><certainty>Likely</certainty><effective>2026-11-23T08:00:00+08:00</effective>
  <expires>2026-11-24T08:00:00+08:00</expires><senderName>市气象台</senderName><headline>大风蓝色预警</headline>
  <area><areaDesc>白塔区</areaDesc><geocode><valueName>GB/T 2260</valueName><value>211002</value></geocode></area>`

const element = (name: string, text: string | null | undefined): string =>
  text === null || text === undefined ? '' : `<${name}>${text}</${name}>`

export const capXml = ({ identifier, references, ...more }: CapForTests): string =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">${[
    element('identifier', identifier),
    element('sender', more.sender ?? 'demo.alert'),
    element('sent', more.sent ?? '2026-11-23T08:00:00+08:00'),
    element('status', more.status ?? 'Actual'),
    element('msgType', more.msgType ?? 'Alert'),
    element('scope', 'Public'),
    element('references', references),
    element('info', more.info === undefined ? CAP_INFO : more.info),
  ].join('')}</alert>`

export const atomXml = (...entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>预警</title>${entries.join('')}</feed>`

export const entryXml = (id: string, content: string): string =>
  `<entry><id>${id}</id><updated>2026-11-23T08:00:00+08:00</updated>${content}</entry>`

export const carrying = (message: CapForTests): string =>
  entryXml(message.identifier, `<content type="application/xml">${capXml(message)}</content>`)

export const linking = (id: string, href = `/cap/${id}.xml`): string =>
  entryXml(id, `<link type="application/cap+xml" href="${href}"/>`)

export const xml =
  (body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(body)
  }
