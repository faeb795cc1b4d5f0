import { Type } from 'typebox'
import { ADMINISTRATORS, ROLES } from '../../../shared/access/roles.ts'

const MOST_OF_A_PASSWORD = 512

export const ShortText = Type.String({ minLength: 1, maxLength: 64 })
/** What is longer than a password may be is said by its rules; what is longer than this is none. */
export const Password = Type.String({ minLength: 1, maxLength: MOST_OF_A_PASSWORD })
export const PasswordOrNone = Type.String({ maxLength: MOST_OF_A_PASSWORD })
export const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
export const AnyRole = Type.Union(ROLES.map(role => Type.Literal(role)))
export const AdministratorRole = Type.Union(ADMINISTRATORS.map(role => Type.Literal(role)))
