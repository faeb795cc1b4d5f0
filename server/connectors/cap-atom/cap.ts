import { parseInstant } from '../../../shared/calendar/instant.ts'
import { childrenOf, type Element } from './xml.ts'

export const CAP = 'urn:oasis:names:tc:emergency:cap:1.2'

/** Why something is no CAP 1.2 message, and where. */
export class NoCap extends Error {
  override readonly name = 'NoCap'
  readonly path: string

  constructor(reason: string, path: string) {
    super(reason)
    this.path = path
  }
}

/** An earlier message, as `references` name it. */
export interface Reference {
  readonly key: string
  readonly identifier: string
  readonly sent: string
  readonly sentAt: number
}

export interface CapInfo {
  readonly [name: string]: string | null
}

export interface CapMessage extends Reference {
  readonly sender: string
  readonly status: string
  readonly msgType: string
  readonly scope: string
  readonly references: readonly Reference[]
  /** The block in Chinese, else the first; null when there is none. */
  readonly info: CapInfo | null
}

const WORDS: { readonly [name: string]: readonly string[] } = {
  status: ['Actual', 'Exercise', 'System', 'Test', 'Draft'],
  msgType: ['Alert', 'Update', 'Cancel', 'Ack', 'Error'],
  scope: ['Public', 'Restricted', 'Private'],
  urgency: ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'],
  severity: ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'],
  certainty: ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'],
}

/** Two of them and what stands between are an id, and ids have 120 signs at most. */
const LONGEST_NAME = 59
const MOST_REFERENCES = 100
const INFO_TIMES = ['effective', 'onset', 'expires'] as const
const INFO_TEXTS = ['event', 'senderName', 'headline', 'description', 'instruction'] as const

/** Sender and identifier name a message; when it was sent two systems may write in two ways. */
const keyOf = (sender: string, identifier: string): string => `${sender},${identifier}`

/** Reads an `alert` element; throws NoCap. */
export function capOf(alert: Element): CapMessage {
  if (alert.space !== CAP || alert.name !== 'alert')
    throw new NoCap(`<${alert.name}> is no alert of CAP 1.2`, '/')
  const sender = nameIn(alert, 'sender')
  const identifier = nameIn(alert, 'identifier')
  const sent = textIn(alert, 'sent', '')
  const msgType = wordIn(alert, 'msgType', '')
  const references = referencesIn(alert)
  if (msgType === 'Cancel' && references.length === 0)
    throw new NoCap('a Cancel that names no message', '/references')
  const infos = childrenOf(alert, CAP, 'info').map(infoOf)
  return {
    key: keyOf(sender, identifier),
    identifier,
    sender,
    sent,
    sentAt: timeOf(sent, '/sent'),
    status: wordIn(alert, 'status', ''),
    msgType,
    scope: wordIn(alert, 'scope', ''),
    references,
    info: infos.find(info => /^zh\b/i.test(info['language'] ?? '')) ?? infos[0] ?? null,
  }
}

const told = (element: Element, name: string): string | null =>
  childrenOf(element, CAP, name)[0]?.text.trim() || null

function textIn(element: Element, name: string, where: string): string {
  const text = told(element, name)
  if (text !== null) return text
  throw new NoCap(`no ${name}`, `${where}/${name}`)
}

function wordIn(element: Element, name: string, where: string): string {
  const word = textIn(element, name, where)
  if (WORDS[name]?.includes(word) === true) return word
  throw new NoCap(`${word.slice(0, 40)} is no ${name}`, `${where}/${name}`)
}

/** CAP forbids what would break references apart. */
function nameIn(alert: Element, name: string): string {
  const text = textIn(alert, name, '')
  if (text.length > LONGEST_NAME) throw new NoCap(`longer than ${LONGEST_NAME} signs`, `/${name}`)
  if (/[\s,<&]/.test(text)) throw new NoCap('has a space, a comma, < or & in it', `/${name}`)
  return text
}

/** A time without its zone could be eight hours off, and a warning over before it began. */
function timeOf(text: string, path: string): number {
  const at = parseInstant(text)
  if (at !== null) return at
  throw new NoCap(`not a time with its zone: ${text.slice(0, 40)}`, path)
}

function referencesIn(alert: Element): readonly Reference[] {
  const words = (told(alert, 'references') ?? '').split(/\s+/).filter(word => word !== '')
  if (words.length > MOST_REFERENCES)
    throw new NoCap(`more than ${MOST_REFERENCES} references`, '/references')
  return words.map(referenceOf)
}

function referenceOf(word: string): Reference {
  const [sender = '', identifier = '', sent = '', ...more] = word.split(',')
  const longest = Math.max(sender.length, identifier.length)
  if (sender === '' || identifier === '' || more.length > 0 || longest > LONGEST_NAME)
    throw new NoCap(`not sender,identifier,sent: ${word.slice(0, 80)}`, '/references')
  return { key: keyOf(sender, identifier), identifier, sent, sentAt: timeOf(sent, '/references') }
}

function infoOf(info: Element, index: number): CapInfo {
  const where = `/info[${index}]`
  textIn(info, 'event', where)
  for (const name of ['urgency', 'severity', 'certainty']) wordIn(info, name, where)
  for (const name of INFO_TIMES) {
    const text = told(info, name)
    if (text !== null) timeOf(text, `${where}/${name}`)
  }
  const names = ['language', 'urgency', 'severity', 'certainty', ...INFO_TEXTS, ...INFO_TIMES]
  const areas = childrenOf(info, CAP, 'area')
  return {
    ...Object.fromEntries(names.map(name => [name, told(info, name)])),
    eventCode: valueIn(childrenOf(info, CAP, 'eventCode')[0]),
    areaDesc: areas.flatMap(area => told(area, 'areaDesc') ?? []).join('、') || null,
    areaCode: commonArea(areas.flatMap(area => childrenOf(area, CAP, 'geocode')).map(valueIn)),
  }
}

const valueIn = (pair: Element | undefined): string | null =>
  pair === undefined ? null : told(pair, 'value')

/** Of GB/T 2260: city, district, town, community. */
const AREA_DIGITS = [12, 9, 6, 4]

/** The least place in which all the places lie; null where a code is no administrative one, or a province or more. */
export function commonArea(codes: readonly (string | null)[]): string | null {
  const [first = null, ...others] = codes.map(code => code?.replace(/^(\d{6})0{6}$/, '$1') ?? '')
  if (first === null || ![first, ...others].every(code => /^(\d{6}|\d{9}|\d{12})$/.test(code))) return null
  const digits = AREA_DIGITS.find(
    count => first.length >= count && others.every(code => code.slice(0, count) === first.slice(0, count)),
  )
  return digits === undefined ? null : first.slice(0, digits).padEnd(6, '0')
}
