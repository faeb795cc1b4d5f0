import { createHash, timingSafeEqual } from 'node:crypto'
import { MINUTE } from '../../shared/calendar/civil.ts'

/** Tokens for those who know the secret, good for a while (A15: they expire, and the client must fetch another). */
export interface Tokens {
  /** Null for a wrong secret. */
  issue(secret: string): { readonly token: string; readonly expiresIn: number } | null
  isGood(token: string): boolean
}

const LASTS = 30 * MINUTE
const digest = (text: string) => createHash('sha256').update(text).digest()
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

/** A token says until when it is good, signed with the secret, so that none need be remembered over a restart. */
export function createTokens(secret: string, now: () => number): Tokens {
  const tokenFor = (until: number) => `${until}.${digest(`${secret}/${until}`).toString('base64url')}`
  return {
    issue: given => {
      if (!same(given, secret)) return null
      return { token: tokenFor(now() + LASTS), expiresIn: LASTS / 1000 }
    },
    isGood: token => {
      const until = Number(token.split('.')[0])
      return until > now() && same(token, tokenFor(until))
    },
  }
}
