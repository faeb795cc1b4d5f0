import { Type } from 'typebox'
import { Refused } from '../../access/caller.ts'
import type { Routes } from '../../access/routes.ts'
import type { Inside } from '../inside.ts'
import { accountOf, changePassword, confirmTotp, endOwn, prepareTotp, removeTotp } from '../own-account.ts'
import { bodyOf, ownOf, signed } from './bodies.ts'
import { Password, PasswordOrNone, ShortText } from './schemas.ts'

const ChangeBody = Type.Object({ old: Password, password: Password })
const PrepareBody = Type.Object({ password: PasswordOrNone })
const CodeBody = Type.Object({ code: ShortText })
const PasswordBody = Type.Object({ password: Password })
const SessionBody = Type.Object({ session: ShortText })

/** A person's own account. Before the second factor was given, nothing of it is told. */
export function serveAccount(routes: Routes, inside: Inside): void {
  const past: typeof ownOf = (...asked) => {
    const own = ownOf(...asked)
    if (own.session.stage === 'totp') throw new Refused(403, 'denied', 'the second factor comes first')
    return own
  }
  routes.on('GET /api/account', (request, caller) => accountOf(inside, past(inside, request, caller)))
  routes.on('POST /api/account/password', async (request, caller, response) => {
    const { old, password } = bodyOf(ChangeBody, request)
    return signed(await changePassword(inside, past(inside, request, caller), old, password), response)
  })
  routes.on('POST /api/account/second-factor', (request, caller) =>
    prepareTotp(inside, past(inside, request, caller), bodyOf(PrepareBody, request).password),
  )
  routes.on('POST /api/account/second-factor/confirm', (request, caller, response) => {
    const own = past(inside, request, caller)
    const { codes, ...rest } = confirmTotp(inside, own, bodyOf(CodeBody, request).code.trim())
    return { ...signed(rest, response), codes }
  })
  routes.on('POST /api/account/second-factor/remove', (request, caller) =>
    removeTotp(inside, past(inside, request, caller), bodyOf(PasswordBody, request).password),
  )
  routes.on('POST /api/account/sessions/end', (request, caller) =>
    endOwn(inside, past(inside, request, caller), bodyOf(SessionBody, request).session),
  )
}
