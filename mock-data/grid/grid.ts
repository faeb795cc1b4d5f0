import { dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { startSender } from '../delivery/sender.ts'
import { watermarkIn } from '../delivery/watermark.ts'
import { listen } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { deliveries } from './deliveries.ts'
import { createGridModel, type GridModel } from './model.ts'
import { serveReports } from './reports-endpoint.ts'

export interface GridSettings {
  /** Of the receiver; pushes go to its `/api/ingest/grid`. */
  readonly serverUrl: string
  readonly secret: string
  /** Where the nightly reconciliation is served; 0 takes any free port. */
  readonly port: number
}

/** 网格与随手拍: what grid members, riders and neighbours report with their phones. */
export function createGrid(
  city: PretendCity,
  { serverUrl, secret, port }: GridSettings,
  model: GridModel = createGridModel(city),
): Upstream {
  const { clock } = city
  const silence = createSilence(plannedOutages(city, 'grid'))
  const url = `${serverUrl}/api/ingest/grid`
  const start = async (): Promise<Running> => {
    const running = await listen(port, serveReports({ city, model, silent: silence.isOn }))
    const stopSender = startSender({
      clock,
      receiver: { url, secret, now: clock.now },
      watermark: watermarkIn(`${city.folder}/grid`),
      draw: (from, to) => deliveries(city, model, from, to),
      silent: silence.isOn,
      begin: startOfDay(dayNumber(clock.now())),
    })
    return {
      address: `${running.address}/reports`,
      stop: () => {
        stopSender()
        return running.stop()
      },
    }
  }
  return { name: 'grid', title: `网格与随手拍,推送至 ${url}`, start, outage: silence.switch }
}
