import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { openTrust } from '../trust/database.ts'
import { provenText, type ScreenKey } from './device-key.ts'
import { SCREEN_TABLES, ScreenStore } from './screen-store.ts'
import { Screens, type Entered } from './screens.ts'

export const WALL = '10.1.2.3'

/** In memory: it goes with whoever holds it. */
export const database = (): DatabaseSync => openTrust(':memory:', [SCREEN_TABLES])

export function screensOver(db: DatabaseSync) {
  const time = { now: 1_000_000, setBy: 0 }
  const ended: string[] = []
  const logs: string[] = []
  const met: string[] = []
  const forgotten: string[] = []
  const screens = new Screens({
    store: new ScreenStore(db),
    ...{ now: () => time.now + time.setBy, elapsed: () => time.now },
    end: id => ended.push(id),
    log: message => logs.push(message),
    elsewhere: {
      met: ({ name }, address) => met.push(`${name} from ${address}`),
      forget: id => forgotten.push(id),
    },
  })
  return { screens, time, ended, logs, met, forgotten }
}

/** A wall's browser: its key, and what it signs with it. */
export function wall() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const key = { kty, crv, x, y } as ScreenKey
  const signed = (screen: string, word: string, by: KeyObject = privateKey) =>
    sign('sha256', Buffer.from(provenText(screen, word)), { key: by, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    )
  return { key, signed }
}

export const hall = {
  name: '指挥大厅',
  audience: 'public',
  place: '211000',
  networks: [] as string[],
} as const

/** Null: it was not let in. */
export const tokenOf = (entered: Entered) => (entered.type === 'entered' ? entered.token : null)

export function paired(over: Partial<typeof hall> | { networks: string[] } = {}) {
  const db = database()
  const set = screensOver(db)
  const { key, signed } = wall()
  const request = set.screens.request(key, WALL)
  const screen = set.screens.planned(request, { ...hall, ...over }, 'ops-1')
  set.screens.pair(request, screen)
  const prove = (word: string, id = screen.id) => ({ screen: id, word, signature: signed(id, word) })
  const come = (address = WALL) => set.screens.enter(prove(set.screens.word(screen.id)), address)
  const enter = (address = WALL) => tokenOf(come(address))
  return { ...set, db, screen, request, signed, prove, come, enter }
}
