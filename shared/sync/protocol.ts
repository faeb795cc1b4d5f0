import { Type, type Static } from 'typebox'

/**
 * What a screen and a server say to each other. There is one question — *this topic, and I am here: what changed?* —
 * and one answer. First load, push, reconnect, restart, a slow screen: all the same (docs/protocol.md).
 *
 * History of the wire:
 * 1  first version
 * 2  `cells` became `answer`, which tells a line, and `news`, which names its topic by it
 * 3  an answer may go on in another epoch from where the cursor was: the server came back and has its history
 * 4  walls say what they show: `shown`
 */
export const PROTOCOL_VERSION = 4
/**
 * A server answers screens of this version as well, for as long as an upgrade takes them: they load the new client within a minute. Screens of 2
 * take no answer that goes on in another epoch: they are told the whole instead.
 */
export const OLDEST_PROTOCOL = 2
/** From this version on an answer may go on in another epoch. */
export const GOES_ON_SINCE = 3

/** `scene/place@audience` */
export const TopicName = Type.String({ pattern: '^[a-z0-9-]+/[0-9]+@[a-z]+$', maxLength: 80 })

/**
 * A place in one history: `epoch` names a run of the server and the shape of the fold, `seq` an entry of the journal. After a
 * restart the server knows which runs its journal went through and how far; a place that is not in it (a restored backup), or of
 * another shape (new code, other documents), means nothing.
 */
export const Cursor = Type.Object({
  epoch: Type.String({ maxLength: 64 }),
  seq: Type.Integer({ minimum: 0 }),
})
export type Cursor = Static<typeof Cursor>

/** Screen -> server, event `watch`: answer me from here and keep me informed. `cursor` is null when there is none. */
export const Watch = Type.Object(
  {
    protocol: Type.Integer({ minimum: 1 }),
    topic: TopicName,
    cursor: Type.Union([Cursor, Type.Null()]),
  },
  { additionalProperties: false },
)
export type Watch = Static<typeof Watch>

/** Screen -> server, event `leave`: this topic is no longer on show. */
export const Leave = Type.Object({ topic: TopicName }, { additionalProperties: false })
export type Leave = Static<typeof Leave>

const Sha256 = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
const SceneId = Type.String({ pattern: '^[a-z0-9-]{1,64}$' })

/**
 * Screen -> server, event `shown`, every 10 s from walls: the scene on show, the SHA-256 of what was signed of it as the wall has it
 * (`sceneText`), and the build of its page. null where nothing is on show. `refused`: scenes whose signature is not the city's, so that
 * an earlier one stands there, or none.
 */
export const Shown = Type.Object(
  {
    scene: Type.Union([
      Type.Object({ id: SceneId, hash: Sha256 }, { additionalProperties: false }),
      Type.Null(),
    ]),
    version: Type.String({ pattern: '^[0-9a-f]{0,64}$' }),
    refused: Type.Array(SceneId, { maxItems: 40 }),
  },
  { additionalProperties: false },
)
export type Shown = Static<typeof Shown>

export const SHOWN_EVERY_MS = 10_000

const Seq = Type.Integer({ minimum: 0 })
const Line = Type.Integer({ minimum: 1 })
/** [key, value, key, value, …] */
const Cells = Type.Array(Type.Unknown())

/**
 * What an answer and news say: everything of the topic that changed after `from`, as it was at `to`. It fits a mirror
 * whose seq is at least `from`; one that is behind asks again. `from` 0 is the whole topic and replaces what was there. A
 * `null` value removes its cell. Values are whole, so a value that comes twice does no harm.
 */
export type CellsMessage = readonly [
  topic: string,
  epoch: string,
  from: number,
  to: number,
  cells: readonly unknown[],
]

/** Server -> screen, event `answer`: what changed since the cursor. News of this topic will come under `line`. */
export const AnswerMessage = Type.Tuple([TopicName, Type.String(), Line, Seq, Seq, Cells])
export type AnswerMessage = readonly [
  topic: string,
  epoch: string,
  line: number,
  from: number,
  to: number,
  cells: readonly unknown[],
]

/** Server -> screen, event `news`: what changed since the last time. */
export const NewsMessage = Type.Tuple([Line, Seq, Seq, Cells])
export type NewsMessage = readonly [line: number, from: number, to: number, cells: readonly unknown[]]

/**
 * Server -> screen, event `beat`, every 3 s: [topic, epoch, to, now, speed]. A screen whose mirror is behind `to` asks; one
 * that hears nothing for 10 s knows that the server is away. `now` and `speed` are the city's clock.
 */
export const BeatMessage = Type.Tuple([
  TopicName,
  Type.String(),
  Type.Integer({ minimum: 0 }),
  Type.Integer({ minimum: 0 }),
  Type.Number({ exclusiveMinimum: 0 }),
])
export type BeatMessage = readonly [topic: string, epoch: string, to: number, now: number, speed: number]

/** Server -> screen, event `refused`: the question could not be answered, and asking it again will not help. */
export const RefusedMessage = Type.Object({
  topic: Type.String(),
  reason: Type.Union([Type.Literal('protocol'), Type.Literal('topic'), Type.Literal('malformed')]),
  protocol: Type.Integer(),
})
export type RefusedMessage = Static<typeof RefusedMessage>

/** Server -> screen, event `away`: it is going down; come back after a random part of `within` milliseconds. */
export const AwayMessage = Type.Object({ within: Type.Integer({ minimum: 0 }) })
export type AwayMessage = Static<typeof AwayMessage>

export const BEAT_MS = 3_000
/** Three missed beats: the server is away or frozen. */
export const SILENCE_MS = 10_000

export const WIRE = {
  TopicName,
  Cursor,
  Watch,
  Leave,
  Shown,
  AnswerMessage,
  NewsMessage,
  BeatMessage,
  RefusedMessage,
  AwayMessage,
}
