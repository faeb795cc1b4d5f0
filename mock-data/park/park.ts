import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { openLink, TOPIC_ROOT, type Message } from '../mqtt/link.ts'
import { plannedOutages } from '../outages.ts'
import { transportMessage } from './transport.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { linkageLog, linkageSaid, SIGNS_OF_LIFE } from './linkage-wire.ts'
import { createParkModel, type ParkModel, type TagSaid } from './model.ts'

export interface ParkSettings {
  /** Of the broker; asked when the upstream starts. */
  readonly url: () => string
  /** First level of all topics. */
  readonly root?: string
}

const SECOND = 1000
/** So often terminals tell where they are. */
const TOLD_EVERY = 30 * SECOND
/** Beyond it every value would be old before it was drawn. */
const FASTEST = 60
const STATUS = 'park/gateway/status'

/** `park/safety/GDS-101/gas` and `{"tag":"GDS-101","value":2.4,"quality":"good","t":1795406401028}`. */
export const messageOf = ({ system, tag, measure, at, value, quality }: TagSaid): Message => ({
  topic: `park/${system}/${tag}/${measure}`,
  payload: JSON.stringify({ tag, value, quality, t: at }),
  qos: 0,
})

/** When terminals told with from < at <= to, the last time only; null: none did. */
function positionsTold(speed: number, from: number, to: number): number | null {
  const period = TOLD_EVERY * speed
  const at = Math.floor(to / period) * period
  return speed <= FASTEST && at > from ? at : null
}

/** 化工园区 DCS/GDS gateway: seven systems behind one line. */
export function createPark(
  city: PretendCity,
  { url, root = TOPIC_ROOT }: ParkSettings,
  model: ParkModel = createParkModel(city),
): Upstream {
  const { clock } = city
  const silence = createSilence(plannedOutages(city, 'park'))
  const start = async (): Promise<Running> => {
    const broker = url()
    const status = (value: string) => ({ topic: STATUS, payload: JSON.stringify({ v: value }) })
    const link = openLink({
      ...{ url: broker, root, name: 'GW-park', will: status('offline') },
      greeting: () => [
        { ...status('online'), qos: 1, retain: true },
        ...linkageLog(model.linkage, clock.now()),
        ...SIGNS_OF_LIFE,
      ],
    })
    const cancel = clock.every(SECOND, (from, to) => {
      if (silence.isOn(to)) link.cut()
      else link.restore()
      if (Math.floor(from / MINUTE) !== Math.floor(to / MINUTE)) SIGNS_OF_LIFE.forEach(link.publish)
      linkageSaid(city, model.linkage, from, to).forEach(link.publish)
      // A gateway keeps nothing: of a long sleep only what is said now goes out.
      if (clock.speed <= FASTEST)
        for (const said of model.said(Math.max(from, to - 60 * SECOND), to)) link.publish(messageOf(said))
      const told = positionsTold(clock.speed, from, to)
      if (told !== null) link.publish(transportMessage(model.transport, told))
    })
    return {
      address: `${broker} ${root}/park/#`,
      stop: async () => {
        cancel()
        await link.stop()
      },
    }
  }
  return { name: 'park', title: '化工园区 DCS/GDS 网关,七个系统', start, outage: silence.switch }
}
