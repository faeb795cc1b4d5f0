import type { Readable } from 'node:stream'
import type { ChannelModel } from 'amqplib'

/** Holds what the broker sends back while too much waits for the journal: what is not read waits at the broker. */
export interface Flow {
  /** One more came: `work` is told whom to tell when there is room for the next, at once where there is. */
  pass(work: (room: () => void) => void): void
  /** Reads on, whatever waits. */
  open(): void
}

/**
 * The client reads by itself whenever something is there, and has no word for waiting. So its socket says that nothing is there, as long as
 * there is no room: then the socket's own buffer fills, and nothing more comes. Who is held back for two beats does not hear the broker's
 * either and is cut off; nothing was acknowledged then, and all of it comes again.
 */
export function flowOf(model: ChannelModel): Flow {
  const { stream } = model.connection as unknown as { readonly stream: Readable }
  const read = stream.read.bind(stream)
  let held = 0
  let isOpen = false
  stream.read = size => (held > 0 && !isOpen ? null : (read(size) as unknown))
  const wake = () => void stream.emit('readable')
  return {
    pass(work) {
      let isRoom = false
      let isHeld = false
      work(() => {
        isRoom = true
        if (isHeld && --held === 0) wake()
      })
      if (isRoom) return
      isHeld = true
      held++
    },
    open() {
      isOpen = true
      if (held > 0) wake()
    },
  }
}
