import { Type, type Static } from 'typebox'

/*
 * What was, over HTTP. Minutes are those of the city, as instants:
 *
 *   GET /api/replay?topic=<topic>&at=<ms>&minutes=<0 to 60>  -> Retold
 *   GET /api/replay/recorded?from=<ms>                       -> Recorded
 *
 * The first message is the whole topic as a screen could be told of it in that minute; each further one what another minute changed of it.
 * `from` and `to` of a message count minutes, not entries. Masked by the rules of now, for whoever asks now.
 */

const exact = { additionalProperties: false }
const Instant = Type.Integer({ minimum: 0 })
const Count = Type.Integer({ minimum: 0 })

export const Retold = Type.Object(
  {
    /** The minute up to which this speaks. */
    until: Instant,
    /** The same messages as of now; none: nothing was recorded then. */
    messages: Type.Array(
      Type.Tuple([Type.String(), Type.String(), Count, Count, Type.Array(Type.Unknown())]),
    ),
  },
  exact,
)
export interface Retold extends Omit<Static<typeof Retold>, 'messages'> {
  readonly messages: readonly (readonly [
    topic: string,
    epoch: string,
    from: number,
    to: number,
    cells: readonly unknown[],
  ])[]
}

export const Recorded = Type.Object(
  {
    /** Stretches without a hole, both minutes included, the oldest first. */
    spans: Type.Array(Type.Object({ from: Instant, to: Instant }, exact)),
    /** City time. */
    now: Instant,
    /** Cells that changed in each quarter of an hour of a day from `from` on. */
    pulse: Type.Array(Count),
  },
  exact,
)
export type Recorded = Static<typeof Recorded>

export const MOST_MINUTES = 60
