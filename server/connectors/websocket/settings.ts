import { Type, type Static } from 'typebox'

export const BEAT_SECONDS = 30

const Path = Type.String({ pattern: '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$', maxLength: 200 })
const Message = Type.Record(Type.String(), Type.Unknown())

export const WebsocketSettings = Type.Object(
  {
    url: Type.String({ pattern: '^wss?://[^#]+$' }),
    /** The subprotocol to ask for. */
    protocol: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{1,60}$' })),
    /** Said once the connection is open, in this order, such as a subscription. */
    hello: Type.Optional(Type.Array(Message, { minItems: 1, maxItems: 20 })),
    /** Where in a message the record is, or the list of them; without it the message itself is. */
    records: Type.Optional(Path),
    /** Messages that say nothing of the city, such as a greeting: those whose `field` is one of these. */
    passOver: Type.Optional(
      Type.Object(
        {
          field: Path,
          is: Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 20 }),
        },
        { additionalProperties: false },
      ),
    ),
    /**
     * How the upstream is asked for what it said while we were away. `position` is where in a record its place in the upstream's order
     * stands; the last place that was kept is sent as a parameter of the address, or as `field` of a message.
     */
    resume: Type.Optional(
      Type.Object(
        {
          position: Path,
          ask: Type.Union([
            Type.Object(
              { parameter: Type.String({ pattern: '^[A-Za-z0-9_.-]{1,60}$' }) },
              { additionalProperties: false },
            ),
            Type.Object(
              { message: Message, field: Type.String({ pattern: '^[A-Za-z0-9_$-]{1,60}$' }) },
              { additionalProperties: false },
            ),
          ]),
        },
        { additionalProperties: false },
      ),
    ),
    /** Real seconds. An upstream that says nothing for one of them is pinged, and for two it is gone. */
    beatSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 300 })),
    /** More messages than so many in a second wait at the upstream. */
    mostPerSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  { additionalProperties: false },
)
export type WebsocketSettings = Static<typeof WebsocketSettings>

/** The last place in the upstream's order that is in. */
export const WebsocketPosition = Type.Object({ after: Type.Union([Type.String(), Type.Number()]) })
