import { createHeardLines } from '../../shared/sync/lines.ts'
import type {
  AnswerMessage,
  AwayMessage,
  BeatMessage,
  CellsMessage,
  NewsMessage,
  RefusedMessage,
  Shown,
  Watch,
} from '../../shared/sync/protocol.ts'
import { createAlarm, type AlarmParts } from './alarm.ts'
import { connecting, next, wakeAt, type Connection, type ConnectionEvent } from './connection.ts'

/** What is used of a socket. */
export interface Wire {
  emit(event: string, message: unknown): void
  on(event: string, listener: (...parts: unknown[]) => void): void
  close(): void
}

/** `now` is a clock that never steps, in milliseconds. */
export interface LinkParts extends AlarmParts {
  readonly open: () => Wire
  readonly chance: () => number
  readonly onOpened: () => void
  readonly onCells: (message: CellsMessage) => void
  readonly onBeat: (message: BeatMessage) => void
  readonly onRefused: (message: RefusedMessage) => void
  /** The server would not have this screen, or sent it away: it may be nobody by now. */
  readonly onShut: () => void
  readonly onChange: (connection: Connection) => void
}

/** One connection to the server, for as long as the screen lives. */
export interface Link {
  ask(question: Watch): void
  leave(topic: string): void
  /** Lost where it is not connected: what was on show then is nobody's news. */
  tell(shown: Shown): void
  caughtUp(): void
  stop(): void
}

/** Drives the machine of connection.ts with a socket and a timer. Whatever a socket that was left still says is not heard. */
export function createLink(parts: LinkParts): Link {
  let connection = connecting(parts.now())
  let wire: Wire | null = null
  const alarm = createAlarm(parts, () => happen({ type: 'tick', at: parts.now(), chance: parts.chance() }))

  function happen(event: ConnectionEvent): void {
    const before = connection
    connection = next(before, event)
    if (connection === before) return
    if (connection.state === 'waiting' && before.state !== 'waiting') hangUp()
    if (connection.state === 'connecting' && before.state !== 'connecting') dial()
    alarm.set(wakeAt(connection))
    if (connection.state !== before.state) parts.onChange(connection)
  }

  function hangUp(): void {
    const left = wire
    wire = null
    left?.close()
  }

  function dial(): void {
    const mine = parts.open()
    wire = mine
    for (const [event, hear] of listeners(parts, happen))
      mine.on(event, (...message) => {
        if (wire === mine) hear(...message)
      })
  }

  /** A socket keeps what is said before it is open, and all on show is asked then: nothing may be asked twice. */
  function say(event: string, message: unknown): void {
    if (connection.state !== 'connecting') wire?.emit(event, message)
  }

  dial()
  alarm.set(wakeAt(connection))

  return {
    ask: question => say('watch', question),
    leave: topic => say('leave', { topic }),
    tell: shown => say('shown', shown),
    caughtUp: () => happen({ type: 'caughtUp', at: parts.now() }),
    stop() {
      hangUp()
      alarm.stop()
    },
  }
}

type Listener = (...message: unknown[]) => void

type Happen = (event: ConnectionEvent) => void
type Heard = readonly [event: string, hear: Listener]

const listeners = (parts: LinkParts, happen: Happen): Heard[] => [
  ...comingAndGoing(parts, happen),
  ...whatIsSaid(parts, happen),
]

function comingAndGoing(parts: LinkParts, happen: Happen): Heard[] {
  const lost = () => happen({ type: 'closed', at: parts.now(), chance: parts.chance() })
  return [
    [
      'connect',
      () => {
        happen({ type: 'opened', at: parts.now() })
        parts.onOpened()
      },
    ],
    [
      'connect_error',
      () => {
        lost()
        parts.onShut()
      },
    ],
    [
      'disconnect',
      reason => {
        lost()
        if (reason === 'io server disconnect') parts.onShut()
      },
    ],
    [
      'away',
      message => {
        const { within } = message as AwayMessage
        happen({ type: 'away', at: parts.now(), within, chance: parts.chance() })
      },
    ],
  ]
}

function whatIsSaid(parts: LinkParts, happen: Happen): Heard[] {
  const heard = () => happen({ type: 'heard', at: parts.now() })
  const lines = createHeardLines()
  return [
    [
      'answer',
      (...message) => {
        heard()
        parts.onCells(lines.answer(message as unknown as AnswerMessage))
      },
    ],
    [
      'news',
      (...message) => {
        heard()
        const news = lines.news(message as unknown as NewsMessage)
        if (news !== null) parts.onCells(news)
      },
    ],
    [
      'beat',
      (...message) => {
        heard()
        parts.onBeat(message as unknown as BeatMessage)
      },
    ],
    ['refused', message => parts.onRefused(message as RefusedMessage)],
  ]
}
