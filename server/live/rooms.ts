import type { Cursor } from '../../shared/sync/protocol.ts'
import type { Screen } from './screen.ts'

/** Who shows a topic. */
export interface Room {
  /** Screens that are told what changes. */
  readonly told: Set<Screen>
  /** Screens that do not keep up, with their cursor: they are told nothing, so that nothing queues for them without bound. */
  readonly behind: Map<Screen, Cursor | null>
}

export class Rooms {
  readonly #rooms = new Map<string, Room>()

  get(topic: string): Room | undefined {
    return this.#rooms.get(topic)
  }

  [Symbol.iterator](): Iterator<readonly [topic: string, room: Room]> {
    return this.#rooms[Symbol.iterator]()
  }

  /** From now on it is told. */
  enter(topic: string, screen: Screen): void {
    const room = this.#of(topic, screen)
    room.behind.delete(screen)
    room.told.add(screen)
  }

  /** It is told nothing until it has drained. */
  fallBehind(topic: string, screen: Screen, cursor: Cursor | null): void {
    const room = this.#of(topic, screen)
    room.told.delete(screen)
    room.behind.set(screen, cursor)
  }

  #of(topic: string, screen: Screen): Room {
    screen.topics.add(topic)
    const room = this.#rooms.get(topic) ?? { told: new Set(), behind: new Map() }
    this.#rooms.set(topic, room)
    return room
  }

  leave(topic: string, screen: Screen): void {
    screen.topics.delete(topic)
    const room = this.#rooms.get(topic)
    if (room === undefined) return
    room.told.delete(screen)
    room.behind.delete(screen)
    if (room.told.size + room.behind.size === 0) this.#rooms.delete(topic)
  }

  leaveAll(screen: Screen): void {
    for (const topic of screen.topics) this.leave(topic, screen)
  }
}
