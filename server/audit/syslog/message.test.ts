import { expect, test } from 'vitest'
import { ConfigError } from '../../config-error.ts'
import { auditFolders, entry, rowsOf } from '../audit.fixture.ts'
import { framed } from './message.ts'
import { placeOf, readSyslog } from './setting.ts'

const { open } = auditFolders()

test('[AUD23] (F-55) a message is RFC 5424 behind its length, and says the line of an export', () => {
  const { folder, log } = open()
  log.write(entry({ outcome: 'refused', details: { reason: '权限不足\n<1>1 forged' } }))
  const row = rowsOf(folder)[1]!
  const bytes = framed(row, 'zhihui 大厅-1')
  const [, length = '', message = ''] = /^(\d+) ([^]*)$/.exec(bytes.toString()) ?? []
  expect(Number(length)).toBe(Buffer.byteLength(message))
  const [head = '', text = ''] = message.split('\uFEFF')
  expect(head).toBe('<108>1 2026-11-29T08:00:00.000+08:00 zhihui-1 liaowang - people.authorise - ')
  expect(text).toBe(`${row.line.slice(0, -1)},"hash":"${row.hash}"}`)
  expect(message).not.toContain('\n')
  const long = framed({ ...row, line: row.line.replace('people.authorise', `people.${'x'.repeat(60)}`) }, '')
  expect(long.toString()).toContain(` - liaowang - people.${'x'.repeat(25)} - `)
})

test('[AUD23] what somebody made of a record is told as critical, and stays a text', () => {
  const broken = framed({ n: 7, line: 'no\nJSON', hash: 'a' }, 'h').toString()
  expect(broken).toMatch(/^\d+ <106>1 - h liaowang - - - \uFEFF\{"n":7,"broken":"no\\nJSON","hash":"a"\}$/)
})

test('[AUD23] where it goes is set by an address with TLS or without, and a bad one says what it must be', () => {
  const none = { caFile: null, own: null }
  expect(readSyslog({})).toBeNull()
  expect(readSyslog({ AUDIT_SYSLOG: 'tls://log.city.example' })).toEqual({ host: 'log.city.example', port: 6514, tls: none }) // oxfmt-ignore
  expect(readSyslog({ AUDIT_SYSLOG: 'tcp://10.1.2.3:514' })).toEqual({
    host: '10.1.2.3',
    port: 514,
    tls: null,
  })
  const whole = readSyslog({
    AUDIT_SYSLOG: 'tls://[fd00::7]:7000',
    ...{ AUDIT_SYSLOG_CA: '/etc/ca.pem', AUDIT_SYSLOG_CERT: '/etc/c.pem', AUDIT_SYSLOG_KEY: '/etc/k.pem' },
  })
  expect(whole).toEqual({
    ...{ host: 'fd00::7', port: 7_000 },
    tls: { caFile: '/etc/ca.pem', own: { certFile: '/etc/c.pem', keyFile: '/etc/k.pem' } },
  })
  expect(placeOf(whole!)).toBe('tls://[fd00::7]:7000')
  for (const text of [
    'log.city.example',
    'udp://10.1.2.3:514',
    'tcp://10.1.2.3',
    'tcp://10.1.2.3:0',
    'tcp://h:70000',
    'tls://u:p@h',
    'tls://h/x',
    'tls://[::x]',
    'tls://',
  ])
    // oxfmt-ignore
    expect(() => readSyslog({ AUDIT_SYSLOG: text }), text).toThrow(`AUDIT_SYSLOG="${text}" must be tls://`)
  for (const wrong of [
    { AUDIT_SYSLOG_CA: 'x' },
    { AUDIT_SYSLOG: 'tcp://h:1', AUDIT_SYSLOG_CA: 'x' },
    { AUDIT_SYSLOG: 'tls://h', AUDIT_SYSLOG_KEY: 'x' },
  ])
    expect(() => readSyslog(wrong)).toThrow(ConfigError)
})
