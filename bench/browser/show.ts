import type { Ground } from '../ground/benchmark.ts'
import { startPartner, type Partner } from '../ground/partner.ts'
import type { Change } from './churn.ts'
import { overviewOf, startKnowingCity } from './overview.ts'

export interface Show {
  readonly address: string
  readonly server: Partner
}

/** A server of pages whose cells are those of a real one, and change as the benchmark says. */
export async function openShow(ground: Ground): Promise<Show> {
  const city = await startKnowingCity(ground)
  const flat = await overviewOf(city)
  await city.stop()
  const known = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as Change)
  const server = startPartner(import.meta.dirname, 'show-server.ts')
  const port = (await server.ask('open', known)) as number
  return { address: `http://127.0.0.1:${port}`, server }
}
