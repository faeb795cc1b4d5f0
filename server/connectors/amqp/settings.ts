import { Type, type Static } from 'typebox'

const Name = Type.String({ minLength: 1, maxLength: 255 })

export const AmqpSettings = Type.Object(
  {
    /** Its path is the virtual host; without one it is `/`. */
    url: Type.String({ pattern: '^amqps?://[^?#]+$' }),
    user: Type.Optional(Type.String({ minLength: 1 })),
    queue: Name,
    /**
     * Left out, the queue must be there. Else it is made where it is not: durable, and bound to exchanges, which must be there: they
     * are the upstream's.
     */
    declare: Type.Optional(
      Type.Object(
        {
          type: Type.Optional(Type.Union([Type.Literal('classic'), Type.Literal('quorum')])),
          bindings: Type.Array(
            Type.Object(
              { exchange: Name, key: Type.String({ maxLength: 255 }) },
              { additionalProperties: false },
            ),
            { maxItems: 50 },
          ),
        },
        { additionalProperties: false },
      ),
    ),
    /** So many may wait for the journal; the broker sends no more. */
    prefetch: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 })),
    /** Real seconds. A broker that says nothing for two of them is gone. */
    beatSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 300 })),
  },
  { additionalProperties: false },
)
export type AmqpSettings = Static<typeof AmqpSettings>
