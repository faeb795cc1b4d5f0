import { expect, test } from 'vitest'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { createFeedSecrets } from './feed-secrets.ts'

test('[INT45] (T-SEC-02) of records a secret is taken out wherever it stands, and all else is as it was', () => {
  const asked: string[] = []
  const secrets = createFeedSecrets(name => {
    asked.push(name)
    return name === 'CODE' ? '20261130' : 'a-token another-one'
  }, mask)
  const feed = { secrets: { token: 'TOKEN', code: 'CODE' } } as unknown as FeedDocument
  const [when, bytes] = [new Date(0), Buffer.from('a-token')]
  const records = [
    { said: 'Bearer a-token', rows: [{ 'x a-token': 1 }, 'another-one'], n: 20_261_130, big: 20_261_130n },
    { ok: true, none: null, n: 7, when, bytes },
    'a-token',
    JSON.parse('{"__proto__":{"said":"a-token"}}'),
  ]
  const [first, second, third, fourth] = secrets.bare(feed, records)
  expect(first).toEqual({ said: 'Bearer …', rows: [{ 'x …': 1 }, '…'], n: '…', big: '…' })
  expect(second).toEqual(records[1])
  expect(third).toBe('…')
  expect(JSON.stringify(fourth)).toBe('{"__proto__":{"said":"…"}}')
  // Opened once, however many records there are.
  expect(asked).toEqual(['TOKEN', 'CODE'])
})
