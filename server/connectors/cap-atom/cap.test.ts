import { describe, expect, test } from 'vitest'
import { entriesOf } from './atom.ts'
import { belongingOf, type Belonging } from './belonging.ts'
import { capOf, commonArea, NoCap, type CapMessage } from './cap.ts'
import { atomXml, CAP_INFO, capXml, carrying, type CapForTests } from './feed-for-tests.ts'
import { parseXml, XML_LIMITS, type Element } from './xml.ts'

function rootOf(text: string): Element {
  const parsed = parseXml(Buffer.from(text))
  if (parsed.ok) return parsed.root
  throw new Error(parsed.reason)
}
const reasonOf = (text: string | Buffer): string => {
  const parsed = parseXml(Buffer.from(text))
  return parsed.ok ? '' : parsed.reason
}
const read = (message: CapForTests): CapMessage => capOf(rootOf(capXml(message)))
function faultOf(text: string): [path: string, reason: string] | null {
  try {
    capOf(rootOf(text))
    return null
  } catch (error) {
    if (error instanceof NoCap) return [error.path, error.message]
    throw error
  }
}

describe('XML', () => {
  test('[CAPA1] names are those of their namespace, whatever prefix a writer gave it', () => {
    const prefixed = `<c:alert xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><c:identifier>A</c:identifier>
      <c:sender>s</c:sender><c:sent>2026-11-23T08:00:00+08:00</c:sent><c:status>Actual</c:status>
      <c:msgType>Alert</c:msgType><c:scope>Public</c:scope><x:scope xmlns:x="urn:x">Private</x:scope></c:alert>`
    expect(capOf(rootOf(prefixed))).toMatchObject({ key: 's,A', scope: 'Public', info: null })
    const other = capXml({ identifier: 'A' }).replace('cap:1.2', 'cap:1.1')
    expect(faultOf(other)?.[1]).toContain('no alert of CAP 1.2')
  })

  test('[CAPA3] (T-JSON-01) document types and entities of one’s own are refused', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    expect(reasonOf(bomb)).toContain('a document type is not taken')
    expect(reasonOf('<!DOCTYPE a SYSTEM "file:///etc/hosts"><a/>')).toContain('document type')
    expect(reasonOf('<a>&own;</a>')).toMatch(/^not XML/)
    expect(rootOf('<a>&lt;&#65;</a>').text).toBe('<A')
  })

  test('[CAPA3] depth, elements, bytes and entries have limits', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(reasonOf(nested(XML_LIMITS.depth))).toBe('')
    expect(reasonOf(nested(XML_LIMITS.depth + 1))).toContain('nested deeper')
    expect(reasonOf(`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`)).toContain('elements')
    expect(reasonOf(`<a>${' '.repeat(XML_LIMITS.bytes)}</a>`)).toContain('larger than 2 MB')
    expect(entriesOf(rootOf(atomXml(...Array.from({ length: 501 }, () => '<entry/>'))))).toContain('500')
    expect(reasonOf(Buffer.from([0x3c, 0xbe, 0xaf, 0x3e]))).toBe('not UTF-8')
    expect([reasonOf(''), reasonOf('<a>'), reasonOf('<a></b>')].every(reason => reason !== '')).toBe(true)
  })
})

describe('CAP', () => {
  test('[CAPA4] what CAP wants is wanted, and the first fault is named with its place', () => {
    const good = capXml({ identifier: 'A' })
    expect(faultOf(good)).toBeNull()
    const faults: [from: string | RegExp, to: string, path: string][] = [
      [/<identifier>.*?<\/identifier>/, '', '/identifier'],
      ['<identifier>A<', '<identifier>A B<', '/identifier'],
      ['demo.alert', 'demo,alert', '/sender'],
      ['demo.alert', 'd'.repeat(60), '/sender'],
      ['<sent>2026-11-23T08:00:00+08:00', '<sent>2026-11-23T08:00:00', '/sent'],
      ['<sent>2026', '<sent>昨天', '/sent'],
      ['Actual', 'Real', '/status'],
      ['>Alert<', '>Ended<', '/msgType'],
      ['Public', 'All', '/scope'],
      ['<event>大风</event>', '', '/info[0]/event'],
      ['Minor', 'Blue', '/info[0]/severity'],
      ['Expected', 'Soon', '/info[0]/urgency'],
      ['Likely', 'Perhaps', '/info[0]/certainty'],
      ['<expires>2026-11-24T08:00:00+08:00', '<expires>2026-11-24 08:00', '/info[0]/expires'],
      ['<scope>Public</scope>', '<scope>Public</scope><references>A</references>', '/references'],
      ['<scope>Public</scope>', '<scope>Public</scope><references>s,A,now</references>', '/references'],
    ]
    for (const [from, to, path] of faults) expect(faultOf(good.replace(from, to))?.[0], `${from}`).toBe(path)
    expect(faultOf(capXml({ identifier: 'A', msgType: 'Cancel' }))).toEqual([
      '/references',
      'a Cancel that names no message',
    ])
  })

  test('[CAPA8] the block in Chinese is told, with the least place in which all its places lie', () => {
    const english = CAP_INFO.replace('zh-CN', 'en-US').replace('大风蓝', 'Gale ')
    const both = read({ identifier: 'A', info: `${english}</info><info>${CAP_INFO}` })
    expect(both.info).toMatchObject({
      ...{ language: 'zh-CN', event: '大风', severity: 'Minor', headline: '大风蓝色预警', onset: null },
      ...{ senderName: '市气象台', areaDesc: '白塔区', areaCode: '211002' },
    })
    expect(read({ identifier: 'A', info: english }).info).toMatchObject({ language: 'en-US' })
    expect(read({ identifier: 'A', info: null }).info).toBeNull()
    const AREAS: [codes: (string | null)[], area: string | null][] = [
      [['211002'], '211002'],
      [['211002', '211002016'], '211002'],
      [['211002016', '211002001'], '211002'],
      [['211002', '211011'], '211000'],
      [['211000000000'], '211000'],
      [['211000', '211002016001'], '211000'],
      [['210000', '330000'], null],
      [['211002', null], null],
      [['ABC'], null],
      [[], null],
    ]
    for (const [codes, area] of AREAS) expect(commonArea(codes), codes.join()).toBe(area)
  })
})

describe('which warning a message belongs to', () => {
  const [nine, ten, eleven] = ['09', '10', '11'].map(hour => `2026-11-23T${hour}:00:00+08:00`)
  const known = new Map<string, Belonging>()
  const of = (identifier: string, sent = nine, references?: string) =>
    belongingOf(
      read({
        identifier,
        ...(sent === undefined ? {} : { sent }),
        ...(references === undefined ? {} : { references, msgType: 'Update' }),
      }),
      known,
    )
  const A: Belonging = { warning: 'demo.alert,A', number: 'A', issued: nine ?? '' }
  const toA = `demo.alert,A,${nine}`
  const toB = `demo.alert,B,${ten}`

  test('[CAPA5] (A17) is that of the earliest message that it names, seen or not', () => {
    expect(of('A')).toEqual(A)
    expect(of('B', ten, toA)).toEqual(A)
    expect(of('C', eleven, `${toB} ${toA}`)).toEqual(A)
    expect(of('C', eleven, `${toB} demo.alert,A,2026-11-23T01:00:00+00:00`).warning).toBe('demo.alert,A')
  })

  test('[CAPA5] is found through what is known where a message names only the last one', () => {
    expect(of('C', eleven, toB)).toEqual({ warning: 'demo.alert,B', number: 'B', issued: ten })
    known.set('demo.alert,B', A)
    expect(of('C', eleven, toB)).toEqual(A)
  })

  test('[CAPA5] an Update that names nothing begins a warning of its own', () => {
    const alone = read({ identifier: 'U', msgType: 'Update' })
    expect(belongingOf(alone, new Map()).warning).toBe('demo.alert,U')
  })
})

test('[CAPA1] an entry that carries a message is read without asking for anything', () => {
  const entries = entriesOf(rootOf(atomXml(carrying({ identifier: 'A' }))))
  expect(entries).toMatchObject([{ id: 'A', href: null, message: { name: 'alert' } }])
})
