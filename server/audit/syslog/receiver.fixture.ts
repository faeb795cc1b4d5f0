import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTls, type TlsOptions } from 'node:tls'

/** Takes messages as a receiver of RFC 6587 (octet counting) does, and keeps them; it can go away and come back at the same port. */
export async function receiver(tls: TlsOptions | null = null, port = 0, address = '127.0.0.1') {
  const messages: string[] = []
  const waiting: (() => void)[] = []
  const open = new Set<Socket>()
  /** While it is set nothing is read: what is sent stays in the buffers of the machine. */
  const state = { isDeaf: false, connections: 0 }
  const onOpen = (taken: Socket) => {
    open.add(taken)
    state.connections++
    let bytes: Buffer = Buffer.alloc(0)
    if (state.isDeaf) taken.pause()
    taken.on('error', () => undefined)
    taken.on('close', () => open.delete(taken))
    taken.on('data', (more: Buffer) => {
      bytes = Buffer.concat([bytes, more])
      for (let frame = frameIn(bytes); frame !== null; frame = frameIn(bytes)) {
        messages.push(frame.text)
        bytes = frame.rest
      }
      for (const wake of waiting.splice(0)) wake()
    })
    for (const wake of waiting.splice(0)) wake()
  }
  const server: Server = tls === null ? createTcp(onOpen) : createTls(tls, onOpen)
  await new Promise<void>(resolve => server.listen(port, address, resolve))
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>(resolve => waiting.push(resolve))
  }
  return {
    messages,
    state,
    until,
    port: (server.address() as AddressInfo).port,
    /** As a machine that loses its power: what was not read is lost. */
    async die() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      for (const each of open) each.resetAndDestroy()
      await closed
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof receiver>>

function frameIn(bytes: Buffer): { readonly text: string; readonly rest: Buffer } | null {
  const space = bytes.indexOf(' ')
  if (space === -1) return null
  const digits = bytes.toString('latin1', 0, space)
  if (!/^[1-9]\d{0,8}$/.test(digits)) throw new Error(`no length: ${digits}`)
  const end = space + 1 + Number(digits)
  if (bytes.length < end) return null
  return { text: bytes.toString('utf8', space + 1, end), rest: bytes.subarray(end) }
}
