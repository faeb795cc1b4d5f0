import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import { sceneText, type SignedBy } from '../../shared/sync/scene-proof.ts'
import type { Shown } from '../../shared/sync/protocol.ts'
import * as storage from './device-key.ts'
import { createProvenScenes, type IsSigned } from './proven-scenes.ts'
import { signedBy } from './signed-by.ts'
import { startTelling } from './telling.ts'

vi.mock('./device-key.ts', () => ({ knownKey: vi.fn(), keep: vi.fn() }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  vi.mocked(storage.keep).mockClear()
})

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return { told: { kty: 'EC', crv: 'P-256', x, y } as SignedBy, privateKey }
}
function signed(privateKey: KeyObject, document: Fields): Fields {
  const bytes = sign('sha256', Buffer.from(sceneText(document['id'] as string, document)), {
    ...{ key: privateKey, dsaEncoding: 'ieee-p1363' },
  })
  return { ...document, signature: bytes.toString('base64url') }
}
const secure = () => vi.stubGlobal('isSecureContext', true)
const isPaired = (own: Partial<storage.DeviceKey> | undefined) =>
  vi.mocked(storage.knownKey).mockResolvedValue(own as storage.DeviceKey | undefined)
async function isSignedBy(told: SignedBy): Promise<IsSigned> {
  secure()
  isPaired(undefined)
  const isSigned = await signedBy(told)
  if (isSigned === null) throw new Error('it tells nothing apart')
  return isSigned
}

test('[PRV1] (T-WALL-03) what the city signed is drawn; of anything else the last that was stays, and it is counted', async () => {
  const { told, privateKey } = keyPair()
  const proven = createProvenScenes(await isSignedBy(told))
  const [a, b] = [signed(privateKey, { id: 'a', title: '甲' }), signed(privateKey, { id: 'b', title: '乙' })]
  const drawn = () => proven.accepted.value.map(({ title }) => title)
  const look = async (...documents: readonly (readonly [string, Fields])[]) => {
    proven.look(new Map(documents))
    await vi.waitFor(() => expect([...proven.refused.value, ...drawn()].length).toBeGreaterThan(0))
  }
  await look(['a', a], ['b', b])
  expect([drawn(), proven.refused.value]).toEqual([['甲', '乙'], []])
  for (const rogue of [
    { ...a, title: '不实' },
    { id: 'a', title: '不实' },
    { ...a, signature: b['signature'] as string },
    { ...a, signature: 'no signature' },
    // Signed it is, and as another scene.
    b,
    signed(keyPair().privateKey, { id: 'a', title: '不实' }),
  ]) {
    proven.look(new Map([['a', rogue]]))
    await vi.waitFor(() => expect(proven.refused.value).toEqual(['a']))
    expect(drawn()).toEqual(['甲'])
    proven.look(new Map([['a', a]]))
    await vi.waitFor(() => expect(proven.refused.value).toEqual([]))
  }
  // Of one that was never here there is nothing to draw.
  proven.look(new Map([['c', { id: 'c', title: '不实' }]]))
  await vi.waitFor(() => expect(proven.refused.value).toEqual(['c']))
  expect(drawn()).toEqual([])
})

test('[PRV2] (T-WALL-03) the key of the first day is kept, another one is not believed, and pairing anew begins anew', async () => {
  secure()
  const [first, second] = [keyPair(), keyPair()]
  const document = signed(second.privateKey, { id: 'a' })
  const believes = async (told: SignedBy | null) => {
    const isSigned = await signedBy(told)
    return isSigned === null ? null : isSigned(sceneText('a', document), document['signature'] as string)
  }
  isPaired({ screen: 's' })
  expect(await believes(first.told)).toBe(false)
  expect(storage.keep).toHaveBeenCalledWith({ screen: 's', signedBy: first.told })
  isPaired({ screen: 's', signedBy: first.told })
  expect([await believes(second.told), await believes(null)]).toEqual([false, false])
  isPaired({ screen: 's', signedBy: second.told })
  expect(await believes(first.told)).toBe(true)
  // Whoever is not paired keeps nothing; where nothing is signed there is nothing to tell apart.
  vi.mocked(storage.keep).mockClear()
  isPaired({ screen: null })
  expect([await believes(second.told), await believes(null)]).toEqual([true, null])
  expect(storage.keep).not.toHaveBeenCalled()
})

test('[PRV3] every ten seconds a wall says what it shows', async () => {
  vi.useFakeTimers()
  const scene = { id: 'a', title: { zh: '甲', en: '' }, signature: 's' } as unknown as SceneDocument
  const said: Shown[] = []
  let drawn: SceneDocument | null = scene
  const stop = startTelling({
    ...{ drawn: () => drawn, refused: () => ['b'], version: '0123456789abcdef' },
    tell: shown => said.push(shown),
  })
  await vi.waitFor(() => expect(said).toHaveLength(1))
  drawn = null
  await vi.advanceTimersByTimeAsync(10_000)
  await vi.waitFor(() => expect(said).toHaveLength(2))
  stop()
  await vi.advanceTimersByTimeAsync(30_000)
  const [version, refused] = ['0123456789abcdef', ['b']]
  const text = sceneText('a', scene as unknown as Fields)
  const hash = createHash('sha256').update(text).digest('base64url')
  expect(said).toEqual([
    { scene: { id: 'a', hash }, version, refused },
    { scene: null, version, refused },
  ])
})
