import { startPartner, type Partner } from '../ground/partner.ts'
import type { Beaten, Meter } from './beat.ts'
import type { Beats } from './wall.ts'

export type SideName = 'ours' | 'bare'

/** One of the two that are compared: a server and its screens, each in a process of its own. */
export interface Side {
  readonly name: SideName
  readonly server: Partner
  readonly port: number
  readonly screens: Partner
}

export interface Ages {
  readonly news: number
  readonly p50: number
  readonly p99: number
}

const FILES = { ours: 'our-server.ts', bare: 'bare-server.ts' }

export async function openSide(name: SideName): Promise<Side> {
  const server = startPartner(import.meta.dirname, FILES[name])
  const port = (await server.ask('open')) as number
  return { name, server, port, screens: startPartner(import.meta.dirname, 'screens.ts') }
}

export const connect = ({ name, port, screens }: Side, count: number): Promise<unknown> =>
  screens.ask('connect', { side: name, port, count })

export const meter = async ({ server }: Side): Promise<Meter> => (await server.ask('meter')) as Meter

/** Lets a server flush for a while; answers what it spent and how old the news were that its screens read. */
export async function run(side: Side, beats: Beats): Promise<Beaten & Ages & { readonly sent: number }> {
  await side.screens.ask('ages')
  const before = await meter(side)
  const beaten = (await side.server.ask('beat', beats)) as Beaten
  await settled()
  const ages = (await side.screens.ask('ages')) as Ages
  return { ...beaten, ...ages, sent: (await meter(side)).sent - before.sent }
}

/** What was sent last is read. */
const settled = () => new Promise(resolve => setTimeout(resolve, 300))

export async function closeSide({ server, screens }: Side): Promise<void> {
  await screens.stop()
  await server.stop()
}
