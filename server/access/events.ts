import type { Socket } from 'socket.io'
import type { Caller } from './caller.ts'
import type { Entry } from './route-entry.ts'
import { EVENTS, type EventName } from './route-table.ts'

/**
 * The only way to hear a screen: an event that the table does not declare does not compile, and one that it declares is heard only
 * from whom the table lets in (T-RBAC-01, T-RBAC-03). `hear` asks again with the area it is about.
 */
export function onEvent(socket: Socket, caller: Caller, name: EventName, hear: (raw: unknown) => void): void {
  const entry: Entry = EVENTS[name]
  const isHeard = entry.type === 'anyone' || (entry.type === 'granted' && caller.may(entry.to))
  socket.on(name, (raw: unknown) => {
    if (isHeard) hear(raw)
  })
}
