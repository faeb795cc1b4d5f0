import type { Person, Principal } from '../../shared/access/principal.ts'
import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'

/** Whoever asked, and from where. */
export interface Caller {
  readonly principal: Principal
  /** The address of the other side, behind trusted proxies that of their client; v4 in v6 is written as v4. */
  readonly address: string
  /** The person who asks; throws Denied where it is none. */
  person(): Person
  may(name: PermissionName, subject?: Subject): boolean
  /** Throws Denied where it may not. */
  require(name: PermissionName, subject?: Subject): void
}

/** It is answered with 401 where nobody is signed in, else with 403; both say nothing of what is there. */
export class Denied extends Error {
  override readonly name = 'Denied'
}

/** What the answer says of a question that is not put right: 400, 404, 409, 429 and the like. `message` is for people. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  /** A stable word for the client's own wording, e.g. `passwordTooShort`. */
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
