import type { PretendCity } from '../city.ts'
import { listen } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { serveDays } from './days-endpoint.ts'
import { createDeliveries } from './deliveries.ts'
import { createTourModel, type TourModel } from './model.ts'
import { tellOverSockets } from './stream.ts'

export interface TourSettings {
  /** What a listener must say. */
  readonly token: string
  /** Of the WebSocket and of the query; 0 takes any free port. */
  readonly port: number
}

/** 景区闸机: the gates of the scenic spots tell whoever listens what they counted, minute by minute. */
export function createTour(
  city: PretendCity,
  { token, port }: TourSettings,
  model: TourModel = createTourModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'tour'))
  const silent = silence.isOn
  const start = async (): Promise<Running> => {
    const stream = tellOverSockets({ city, token, draw: createDeliveries(city, model), silent })
    const running = await listen(port, serveDays({ city, model, silent }), stream.upgrade)
    return {
      address: `${running.address}/days`,
      stop: () => {
        stream.stop()
        return running.stop()
      },
    }
  }
  return { name: 'tour', title: '景区闸机', start, outage: silence.switch }
}
