import type { PretendCity } from '../city.ts'
import { openLink, TOPIC_ROOT, type Link } from '../mqtt/link.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createIotModel, ORDINARY_RATE, type IotModel } from './model.ts'
import { gatewayWill } from './payload.ts'

export interface IotSettings {
  /** Of the broker; asked when the upstream starts. */
  readonly url: () => string
  /** First level of all topics. */
  readonly root?: string
  /** Messages a second, ordinarily 70. */
  readonly rate?: number
}

const SECOND = 1000

/** 物联网: gateways of ten kinds of devices, each with a line of its own to the broker. */
export function createIot(
  city: PretendCity,
  { url, root = TOPIC_ROOT, rate = ORDINARY_RATE }: IotSettings,
  model: IotModel = createIotModel(city, { rate, speed: city.clock.speed }),
): Upstream {
  const { clock } = city
  const silence = createSilence(plannedOutages(city, 'iot'))
  const lineOf = (gateway: string, broker: string): Link =>
    openLink({
      url: broker,
      root,
      name: gateway,
      will: gatewayWill(gateway),
      greeting: () => model.greeting(gateway, clock.now()),
    })
  const start = async (): Promise<Running> => {
    const broker = url()
    const links = new Map(model.gateways.map(gateway => [gateway, lineOf(gateway, broker)]))
    const cancel = clock.every(SECOND, (from, to) => {
      for (const [gateway, link] of links) {
        if (silence.isOn(to) || model.isCut(gateway, to)) link.cut()
        else link.restore()
      }
      for (const { gateway, message } of model.said(from, to)) links.get(gateway)?.publish(message)
    })
    return {
      address: `${broker} ${root}/#`,
      stop: async () => {
        cancel()
        await Promise.all([...links.values()].map(link => link.stop()))
      },
    }
  }
  return {
    name: 'iot',
    title: '物联网:供热、燃气、供水、井盖、烟感、停车、扬尘',
    start,
    outage: silence.switch,
  }
}
