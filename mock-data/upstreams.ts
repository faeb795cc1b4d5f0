import { createAir } from './air/air.ts'
import { createAlert } from './alert/alert.ts'
import type { PretendCity } from './city.ts'
import { createCitymgmt } from './citymgmt/citymgmt.ts'
import { createCaseModel } from './citymgmt/model.ts'
import { createCivil } from './civil/civil.ts'
import { createDispute } from './dispute/dispute.ts'
import { createEnterprise } from './enterprise/enterprise.ts'
import { createFinance } from './finance/finance.ts'
import { createGcproj } from './gcproj/gcproj.ts'
import { createCaseFinder } from './govsvc/asked-about.ts'
import { createGovsvc } from './govsvc/govsvc.ts'
import { createGovsvcModel } from './govsvc/model.ts'
import { createGps } from './gps/gps.ts'
import { createGrid } from './grid/grid.ts'
import { createLinkFinder } from './grid/links.ts'
import { createGridModel } from './grid/model.ts'
import { createHospital } from './hospital/hospital.ts'
import { createHotline } from './hotline/hotline.ts'
import { createHotlineModel } from './hotline/model.ts'
import { createIot } from './iot/iot.ts'
import { createLedgers } from './ledgers/ledgers.ts'
import { createMqtt } from './mqtt/mqtt.ts'
import { createPark } from './park/park.ts'
import { createParty } from './party/party.ts'
import { createReception } from './reception/reception.ts'
import { createRegistry } from './registry/registry.ts'
import { createResidence } from './residence/residence.ts'
import { createRiver } from './river/river.ts'
import type { Settings } from './settings.ts'
import { createStat } from './stat/stat.ts'
import { createTour } from './tour/tour.ts'
import { createTraffic } from './traffic/traffic.ts'
import type { Upstream } from './upstream.ts'
import { createUrban } from './urban/urban.ts'
import { createUtility } from './utility/utility.ts'

/** All systems of the pretend city, in the order in which they start: the broker before those that need it. */
export function createUpstreams(city: PretendCity, settings: Settings): readonly Upstream[] {
  const { serverUrl, secret, portOf, mqttUrl, iotRate, hallVolume } = settings
  const mqtt = createMqtt({ port: portOf('mqtt'), url: mqttUrl })
  const cases = createGovsvcModel(city, { volume: hallVolume })
  const orders = createHotlineModel(city, createCaseFinder(cases))
  const streetCases = createCaseModel(city)
  const reports = createGridModel(city, createLinkFinder(streetCases))
  return [
    createHotline(city, { serverUrl, secret: secret('HOTLINE_HMAC'), port: portOf('hotline') }, orders),
    createCitymgmt(city, { port: portOf('citymgmt') }, streetCases),
    createGrid(city, { serverUrl, secret: secret('GRID_HMAC'), port: portOf('grid') }, reports),
    createAir(city, { port: portOf('air') }),
    createTour(city, { token: secret('TOUR_TOKEN'), port: portOf('tour') }),
    createHospital(city, { port: portOf('hospital') }),
    createTraffic(city, { port: portOf('traffic'), iotRate }),
    createAlert(city, { port: portOf('alert') }),
    createStat(city),
    createCivil(city),
    createEnterprise(city),
    createLedgers(city),
    createFinance(city),
    mqtt,
    createIot(city, { url: mqtt.url, rate: iotRate }),
    createGps(city, { url: mqtt.url }),
    createPark(city, { url: mqtt.url }),
    createGcproj(city, { port: portOf('gcproj'), secret: secret('GCPROJ_SECRET') }),
    createParty(city),
    createRegistry(city),
    createDispute(city),
    createReception(city),
    createResidence(city),
    createUrban(city),
    createUtility(city),
    createRiver(city),
    // Last: on the very first start it writes five weeks of cases before it answers.
    createGovsvc(city, cases),
  ]
}
