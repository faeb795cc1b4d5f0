import type { Listeners } from '../http/listeners.ts'
import type { LiveSockets } from '../live/sockets.ts'

const CUT_EVERY_MS = 100
/** By then screens have heard that the server goes. */
const CUT_ALL_AFTER = 10

/** Closing waits for every connection. One that is half open, or whose request never ends, would keep a stop waiting for ever. */
export async function closed(listeners: Listeners, sockets: LiveSockets): Promise<void> {
  let turns = 0
  const cut = setInterval(() => {
    listeners.http.closeAllConnections()
    if (++turns > CUT_ALL_AFTER) listeners.cut()
  }, CUT_EVERY_MS)
  listeners.close()
  // Also closes the HTTP server it stands on.
  await sockets.stop()
  clearInterval(cut)
}
