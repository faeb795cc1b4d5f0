import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ROOT } from '../../scripts/command.ts'

/** Where the shipped feeds look for the pretend city, and how many ports it takes from there on. */
const SHIPPED = 4100
const SPAN = 11

/** The shipped documents for a pretend city at other ports, so that a test needs none that somebody else has. */
export function moveDocuments(to: string, base: number): void {
  cpSync(join(ROOT, 'documents'), to, { recursive: true })
  let moved = 0
  for (const name of readdirSync(join(to, 'feeds'))) {
    const file = join(to, 'feeds', name)
    const text = readFileSync(file, 'utf8')
    const other = text.replace(/(127\.0\.0\.1:)(41\d\d)\b/g, (_all, host: string, port: string) => {
      moved++
      return `${host}${base + Number(port) - SHIPPED}`
    })
    writeFileSync(file, other)
  }
  if (moved === 0) throw new Error('no feed names a port of the pretend city: there is nothing to move')
}

const isFree = (port: number) =>
  new Promise<boolean>(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** The first of a row of free ports, below those that the system gives away by itself. */
export async function freePorts(): Promise<number> {
  for (let base = 20_000 + (process.pid % 900) * SPAN; ; base += SPAN) {
    const all = await Promise.all(Array.from({ length: SPAN }, (_, i) => isFree(base + i)))
    if (all.every(Boolean)) return base
    if (base > 32_000) throw new Error('no row of free ports for a pretend city')
  }
}
