import { dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { startSender } from '../delivery/sender.ts'
import { watermarkIn } from '../delivery/watermark.ts'
import { listen } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { serveDays } from './days-endpoint.ts'
import { createDeliveries } from './deliveries.ts'
import { createTourModel, type TourModel } from './model.ts'

export interface TourSettings {
  /** Of the receiver; pushes go to its `/api/ingest/tour`. */
  readonly serverUrl: string
  readonly secret: string
  /** Where the visits of a day are served; 0 takes any free port. */
  readonly port: number
}

/** 景区闸机: the gates of the scenic spots push what they counted, minute by minute. */
export function createTour(
  city: PretendCity,
  { serverUrl, secret, port }: TourSettings,
  model: TourModel = createTourModel(city),
): Upstream {
  const { clock } = city
  const silence = createSilence(plannedOutages(city, 'tour'))
  const url = `${serverUrl}/api/ingest/tour`
  const start = async (): Promise<Running> => {
    const running = await listen(port, serveDays({ city, model, silent: silence.isOn }))
    const stopSender = startSender({
      clock,
      receiver: { url, secret, now: clock.now },
      watermark: watermarkIn(`${city.folder}/tour`),
      draw: createDeliveries(city, model),
      silent: silence.isOn,
      begin: startOfDay(dayNumber(clock.now())),
    })
    return {
      address: `${running.address}/days`,
      stop: () => {
        stopSender()
        return running.stop()
      },
    }
  }
  return { name: 'tour', title: `景区闸机,推送至 ${url}`, start, outage: silence.switch }
}
