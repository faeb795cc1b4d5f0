import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const ID_BYTES = 9

/** 256 bits that nobody can guess, for a cookie or a link. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** Names a session to people; it opens nothing. */
export const newPublicId = (): string => randomBytes(ID_BYTES).toString('base64url')

/** What is kept of a token. It is long and random, so a plain digest cannot be turned round. */
export const digest = (token: string): Buffer => createHash('sha256').update(token).digest()
