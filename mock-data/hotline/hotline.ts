import { dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { listen } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createDeliveries } from './deliveries.ts'
import { createHotlineModel, type HotlineModel } from './model.ts'
import { serveOrders } from './orders-endpoint.ts'
import { startSender } from '../delivery/sender.ts'
import { watermarkIn } from '../delivery/watermark.ts'

export interface HotlineSettings {
  /** Of the receiver; pushes go to its `/api/ingest/hotline`. */
  readonly serverUrl: string
  readonly secret: string
  /** Where the nightly reconciliation is served; 0 takes any free port. */
  readonly port: number
}

/** The 12345 hotline: it pushes every change of an order as it happens, and can be asked at night what it may have missed. */
export function createHotline(
  city: PretendCity,
  { serverUrl, secret, port }: HotlineSettings,
  model: HotlineModel = createHotlineModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'hotline'))
  const url = `${serverUrl}/api/ingest/hotline`
  const start = async (): Promise<Running> => {
    const { clock } = city
    const running = await listen(port, serveOrders({ city, model, silent: silence.isOn }))
    const stopSender = startSender({
      clock,
      receiver: { url, secret, now: clock.now },
      watermark: watermarkIn(`${city.folder}/hotline`),
      draw: createDeliveries(city, model),
      silent: silence.isOn,
      begin: startOfDay(dayNumber(clock.now())),
    })
    return {
      address: `${running.address}/orders`,
      stop: () => {
        stopSender()
        return running.stop()
      },
    }
  }
  return { name: 'hotline', title: `12345政务服务便民热线,推送至 ${url}`, start, outage: silence.switch }
}
