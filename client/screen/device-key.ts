import type { SignedBy } from '../../shared/sync/scene-proof.ts'

/**
 * The key by which this screen is known. Its private half can be used here and be read by nobody, not even by this page: what is
 * copied out of the page's storage by a script is worth nothing (T-WALL-01).
 */
export interface DeviceKey {
  readonly keys: CryptoKeyPair
  /** The screen it was paired as; null before. */
  readonly screen: string | null
  /** It was paired, and somebody revoked it: whoever stands before it is told. */
  readonly isRevoked: boolean
  /** By which the city it was paired with signs what it shows; kept until it is paired anew. */
  readonly signedBy?: SignedBy
}

const STORE = 'screen'
const OWN = 'own'

const settled = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('the browser keeps nothing'))
  })

function openStorage(): Promise<IDBDatabase> {
  const opening = indexedDB.open('liaowang', 1)
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE)
  return settled(opening)
}

async function inStorage<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const storage = await openStorage()
  try {
    return await settled(work(storage.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    storage.close()
  }
}

const SHORT = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** The one it has, if any. */
export const knownKey = async (): Promise<DeviceKey | undefined> =>
  (await inStorage('readonly', store => store.get(OWN))) as DeviceKey | undefined

/** The one it has, or one it makes now. */
export async function deviceKey(): Promise<DeviceKey> {
  const known = await knownKey()
  if (known !== undefined) return known
  const made: DeviceKey = {
    keys: await crypto.subtle.generateKey(SHORT, false, ['sign']),
    screen: null,
    isRevoked: false,
  }
  await keep(made)
  return made
}

export const keep = (key: DeviceKey): Promise<unknown> => inStorage('readwrite', store => store.put(key, OWN))

export async function publicHalf({ keys }: DeviceKey): Promise<JsonWebKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  return { kty, crv, x, y } as JsonWebKey
}

/** The same words as server/screens/device-key.ts. */
export async function signatureOf({ keys }: DeviceKey, screen: string, word: string): Promise<string> {
  const text = new TextEncoder().encode(`liaowang screen ${screen} ${word}`)
  const bytes = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, text)
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
