import { createAlertModel } from '../../../mock-data/alert/model.ts'
import { createRescueModel } from '../../../mock-data/alert/rescue.ts'
import { createCaseModel } from '../../../mock-data/citymgmt/model.ts'
import { createPretendCity, type PretendCity } from '../../../mock-data/city.ts'
import { clockByHand } from '../../../mock-data/clock-by-hand.ts'
import { createGcprojModel } from '../../../mock-data/gcproj/model.ts'
import { createCaseFinder } from '../../../mock-data/govsvc/asked-about.ts'
import { createGovsvcModel } from '../../../mock-data/govsvc/model.ts'
import { createGpsModel } from '../../../mock-data/gps/model.ts'
import { createGridModel } from '../../../mock-data/grid/model.ts'
import { createHospitalModel } from '../../../mock-data/hospital/model.ts'
import { createHotlineModel } from '../../../mock-data/hotline/model.ts'
import { createAlarms } from '../../../mock-data/iot/alarms.ts'
import { createDevices } from '../../../mock-data/iot/devices.ts'
import { createParkModel } from '../../../mock-data/park/model.ts'
import { createPartyModel } from '../../../mock-data/party/model.ts'
import { readSettings } from '../../../mock-data/settings.ts'
import { createTrafficModel } from '../../../mock-data/traffic/model.ts'
import { HALL_PERCENT } from '../whole-city.ts'

/** What the upstreams of a running pretend city know: its models once more, of the same seed, with the same mishaps. */
export function createUpstreamTruth(now: number) {
  const { seed } = readSettings({})
  const city: PretendCity = createPretendCity({ seed, clock: clockByHand(now), folder: '' })
  const hall = createGovsvcModel(city, { volume: HALL_PERCENT / 100 })
  return {
    city,
    hall,
    hotline: createHotlineModel(city, createCaseFinder(hall)),
    streets: createCaseModel(city),
    grid: createGridModel(city),
    projects: createGcprojModel(city),
    party: createPartyModel(city),
    sanitation: createGpsModel(city),
    alert: createAlertModel(city),
    rescue: createRescueModel(city),
    hospitals: createHospitalModel(city),
    traffic: createTrafficModel(city),
    park: createParkModel(city),
    iot: { alarms: createAlarms(city, createDevices(city)) },
  }
}
export type UpstreamTruth = ReturnType<typeof createUpstreamTruth>
