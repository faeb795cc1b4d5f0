import { Type, type Static } from 'typebox'

export const NatsSettings = Type.Object(
  {
    /** `tls://` where the way is to be encrypted; `nats://` is not, and is refused by a server that wants it. */
    url: Type.String({ pattern: '^(nats|tls)://[^/?#]+$' }),
    user: Type.Optional(Type.String({ minLength: 1 })),
    stream: Type.String({ pattern: '^[A-Za-z0-9_-]{1,255}$' }),
    /** Of the stream only what is said to these, with `*` and `>`. */
    subject: Type.Optional(Type.String({ pattern: '^[^\\s]{1,200}$' })),
    /** The server keeps under this name how far we are; no two feeds of a stream may share it. Made where it is not. */
    durable: Type.String({ pattern: '^[A-Za-z0-9_-]{1,60}$' }),
    /** So many may wait for the journal; the server sends no more. */
    mostPending: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    /** Real seconds. What is not acknowledged for so long comes again: longer than a commit may take, and no longer than one can wait after a crash. */
    againSeconds: Type.Optional(Type.Integer({ minimum: 2, maximum: 600 })),
    /** Real seconds. A server that says nothing for two of them is gone. */
    beatSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 300 })),
  },
  { additionalProperties: false },
)
export type NatsSettings = Static<typeof NatsSettings>

/** All up to this number is in, of the stream that was made then: one that is made anew counts from 1 again. */
export const NatsPosition = Type.Object({ created: Type.String(), sequence: Type.Integer({ minimum: 1 }) })
export type NatsPosition = Static<typeof NatsPosition>
