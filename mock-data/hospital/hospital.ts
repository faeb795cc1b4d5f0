import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PretendCity } from '../city.ts'
import { answer, listen, urlOf } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { plainTime } from '../time-text.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createHospitalModel, type HospitalModel } from './model.ts'
import { rowJson } from './wire.ts'

export interface HospitalSettings {
  /** 0 takes any free port. */
  readonly port: number
}

/** `GET /api/hospitals`: every hospital as it reported last. */
function serveHospitals({ clock }: PretendCity, model: HospitalModel, silent: (at: number) => boolean) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = clock.now()
    if (silent(now)) return void request.socket.destroy()
    if (request.method !== 'GET' || urlOf(request).pathname !== '/api/hospitals')
      return answer(response, 404, { error: 'no such resource' })
    answer(response, 200, { asOf: plainTime(now), rows: model.truth(now).map(rowJson) })
  }
}

/** 卫健: beds, emergency departments and 120 vehicles. */
export function createHospital(
  city: PretendCity,
  { port }: HospitalSettings,
  model: HospitalModel = createHospitalModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'hospital'))
  const start = async (): Promise<Running> => {
    const running = await listen(port, serveHospitals(city, model, silence.isOn))
    return { address: `${running.address}/api/hospitals`, stop: running.stop }
  }
  return { name: 'hospital', title: '卫健,14家医院床位与急诊', start, outage: silence.switch }
}
