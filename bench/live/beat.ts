import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface Beaten {
  readonly beats: number
  /** Processor time of the process meanwhile. */
  readonly cpuUs: number
}

/** Does a step every so often for a while. */
export function beat(everyMs: number, forMs: number, step: () => void): Promise<Beaten> {
  const started = performance.now()
  const before = process.cpuUsage()
  let beats = 0
  return new Promise(resolve => {
    const timer = setInterval(() => {
      if (performance.now() - started < forMs) {
        step()
        beats++
        return
      }
      clearInterval(timer)
      const { user, system } = process.cpuUsage(before)
      resolve({ beats, cpuUs: user + system })
    }, everyMs)
  })
}

export interface Meter {
  /** Since the process began. */
  readonly cpuUs: number
  readonly resident: number
  /** Bytes that left over connections which are still open. */
  readonly sent: number
}

/** Reads what a process has spent so far. */
export function meterOf(http: Server): () => Meter {
  const open = new Set<Socket>()
  http.on('connection', socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  return () => {
    const { user, system } = process.cpuUsage()
    const sent = [...open].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0)
    return { cpuUs: user + system, resident: process.memoryUsage.rss(), sent }
  }
}
