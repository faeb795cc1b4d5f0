import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { FeedError } from '../connector.ts'
import { privateKeyOf } from './private-key.ts'

const MAGIC = 'openssh-key-v1\0'
const opensshKey = (cipher: string, more = 300): string => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(cipher.length)
  const body = Buffer.concat([Buffer.from(MAGIC), length, Buffer.from(cipher), Buffer.alloc(more, 7)])
  const lines = body.toString('base64').match(/.{1,70}/g) ?? []
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
}
const bodyOf = (pem: string) => pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')

test('[SFT4] a key whose line breaks were lost is a file again, and one that kept them stays the same', () => {
  const { privateKey } = generateKeyPairSync('ec', {
    ...{ namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' } },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  for (const pem of [opensshKey('none'), privateKey]) {
    const title = /BEGIN ([A-Z ]+)/.exec(pem)?.[1]
    for (const kept of [
      pem,
      pem.replaceAll('\n', ''),
      pem.replaceAll('\n', ' '),
      `\r\n${pem.replaceAll('\n', '\r\n')}`,
    ]) {
      const lines = privateKeyOf(kept).split('\n')
      expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual([
        `-----BEGIN ${title}-----`,
        `-----END ${title}-----`,
        '',
      ])
      expect(bodyOf(privateKeyOf(kept))).toBe(bodyOf(pem))
      expect(lines.every(line => line.length <= 64)).toBe(true)
    }
  }
})

test('[SFT4] (T-SEC-02) what is no open private key is refused at the start, and stands in no reason', () => {
  const unfit = [
    ...['demo-secret-value', '', opensshKey('aes256-ctr'), opensshKey('none').slice(0, 200)],
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDemoDemoDemoDemo',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nZGVtby1zZWNyZXQ=\n-----END ENCRYPTED PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nZGVtbw==\n-----END RSA PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\nZGVtbw==\n-----END EC PRIVATE KEY-----',
    `${opensshKey('none')}${opensshKey('none')}`,
  ]
  for (const secret of unfit) {
    const refuse = () => privateKeyOf(secret)
    expect(refuse, secret).toThrow(FeedError)
    expect(refuse).toThrow(/^the secret for "key" is of no use: /)
    expect(refuse).not.toThrow(/demo|ZGVtb|BEGIN/)
  }
})
