import { generateKeyPairSync, sign } from 'node:crypto'
import { provenText } from '../../server/screens/device-key.ts'
import type { Audience } from '../../shared/access/principal.ts'
import { openPage, type Page } from './accounts.ts'

/** The cookie of a wall that an operator paired for a place: it has shown its key, as its browser would. */
export async function pairWall(
  address: string,
  operator: Page,
  audience: Audience,
  place: string,
): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const wall = openPage(address)
  const key = { kty, crv, x, y }
  const { code } = await wall.ask<{ code: string }>('POST', '/api/screens/codes', { key })
  const pairing = { code, name: `演示大屏 ${audience}`, audience, place, networks: [] }
  const { id: screen } = await operator.ask<{ id: string }>('POST', '/api/screens', pairing)
  const { word } = await wall.ask<{ word: string }>('POST', '/api/screens/word', { screen })
  const proven = sign('sha256', Buffer.from(provenText(screen, word)), {
    ...{ key: privateKey, dsaEncoding: 'ieee-p1363' },
  })
  await wall.ask('POST', '/api/screens/enter', { screen, word, signature: proven.toString('base64url') })
  return wall.cookie()
}
