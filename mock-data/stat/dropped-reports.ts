import type { PretendCity } from '../city.ts'
import { startDropping } from '../drop-folder.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { fileName } from './csv.ts'
import { releases, type Release } from './releases.ts'
import type { Report } from './reports.ts'

interface Dropping {
  readonly name: string
  readonly title: string
  readonly reports: readonly Report[]
  /** How far back the oldest that is kept may lie. */
  readonly pastMs: number
  readonly format: 'csv' | 'xlsx'
  readonly bytes: (city: PretendCity, release: Release) => Uint8Array
}

/** An office that lays its reports into one folder as they are released. */
export function createDroppedReports(city: PretendCity, office: Dropping): Upstream {
  const { name, title, reports, pastMs, format, bytes } = office
  const silence = createSilence(plannedOutages(city, name))
  const folder = `${city.folder}/${name}/drop`
  const start = async (): Promise<Running> => {
    const stop = startDropping({
      clock: city.clock,
      folder,
      begin: city.clock.now() - pastMs,
      silent: silence.isOn,
      drops: (from, to) =>
        releases(city, from, to, reports).map(release => ({
          at: release.at,
          name: fileName(release, format),
          bytes: () => bytes(city, release),
        })),
    })
    return { address: folder, stop: async () => stop() }
  }
  return { name, title, start, outage: silence.switch }
}
