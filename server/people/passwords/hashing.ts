import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Pool } from './pool.ts'

export interface Argon2Cost {
  readonly memoryKiB: number
  readonly passes: number
}

/** OWASP's first choice for argon2id; about 60 ms on the cores it was measured on. */
export const COST: Argon2Cost = { memoryKiB: 19_456, passes: 2 }

const SALT_BYTES = 16
const TAG_BYTES = 32
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=1\$([A-Za-z0-9+/]{22,})\$([A-Za-z0-9+/]{43,})$/

/** How urgent it is: a device that signed in before goes first when many ask at once. */
export interface Asking {
  readonly known: boolean
}

export interface Hashing {
  hash(password: string, asking: Asking): Promise<string>
  /** Without a hash it does the same work and says no: nobody learns from the time it takes which accounts there are. */
  verify(password: string, hash: string | null, asking: Asking): Promise<boolean>
  /** Made with today's cost. What is not is made anew when its password is next known. */
  isCurrent(hash: string): boolean
}

interface Parsed extends Argon2Cost {
  readonly salt: Buffer
  readonly tag: Buffer
}

export function createHashing(pool: Pool, cost: Argon2Cost = COST): Hashing {
  const nobody = text({ ...cost, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) })
  return {
    async hash(password, asking) {
      const salt = randomBytes(SALT_BYTES)
      const tag = await pool.run(() => derive(password, salt, cost, TAG_BYTES), asking.known)
      return text({ ...cost, salt, tag })
    },
    async verify(password, hash, asking) {
      const { salt, tag, ...kept } = parse(hash ?? nobody)
      const found = await pool.run(() => derive(password, salt, kept, tag.length), asking.known)
      return timingSafeEqual(found, tag) && hash !== null
    },
    isCurrent(hash) {
      const { memoryKiB, passes } = parse(hash)
      return memoryKiB === cost.memoryKiB && passes === cost.passes
    },
  }
}

function derive(password: string, nonce: Buffer, { memoryKiB, passes }: Argon2Cost, tagLength: number) {
  const parameters = { message: password, nonce, parallelism: 1, tagLength, memory: memoryKiB, passes }
  return new Promise<Buffer>((resolve, reject) =>
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error))),
  )
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

const text = ({ memoryKiB, passes, salt, tag }: Parsed): string =>
  `$argon2id$v=19$m=${memoryKiB},t=${passes},p=1$${base64(salt)}$${base64(tag)}`

function parse(hash: string): Parsed {
  const [, memory, passes, salt, tag] = PHC.exec(hash) ?? []
  if (salt === undefined || tag === undefined) throw new Error('a kept password hash is none of ours')
  return {
    memoryKiB: Number(memory),
    passes: Number(passes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}
