import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { openLink, TOPIC_ROOT, type Link } from '../mqtt/link.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import {
  batchMessages,
  fleetMessage,
  gatewayOf,
  gatewayOnline,
  gatewayWill,
  routesMessage,
} from './messages.ts'
import { createGpsModel, type GpsModel } from './model.ts'

export interface GpsSettings {
  /** Of the broker; asked when the upstream starts. */
  readonly url: () => string
  readonly root?: string
}

const BATCH_EVERY = 15_000
/** Faster, and a position would be old before it was drawn. */
const FASTEST = 60
const SECOND = 1000

/** The instants at which positions were taken with from < at <= to: the last one only, since nobody keeps the others. */
export const lastTurn = (period: number, from: number, to: number): number | null => {
  const at = Math.floor(to / period) * period
  return at > from ? at : null
}

interface Speaking {
  readonly city: PretendCity
  readonly model: GpsModel
  /** By district; the first also brings the tables of the whole fleet. */
  readonly links: ReadonlyMap<string, Link>
}

const tables = (city: PretendCity, model: GpsModel, at: number) => [
  fleetMessage(city, model, at),
  routesMessage(model, at),
]

function sayTables({ city, model, links }: Speaking, from: number, to: number): void {
  // Never more than one table a second of the machine's time, however fast the city runs.
  const at = lastTurn(Math.max(MINUTE, SECOND * city.clock.speed), from, to)
  const [first] = links.values()
  if (at !== null) for (const message of tables(city, model, at)) first?.publish(message)
}

function sayPositions({ city, model, links }: Speaking, from: number, to: number): void {
  const period = BATCH_EVERY * city.clock.speed
  const at = city.clock.speed > FASTEST ? null : lastTurn(period, from, to)
  if (at === null) return
  const standingToo = (at / period) % 2 === 0
  for (const [district, link] of links)
    for (const message of batchMessages(city, model, district, at, standingToo)) link.publish(message)
}

function openLines(city: PretendCity, model: GpsModel, url: string, root: string): ReadonlyMap<string, Link> {
  const { clock, places } = city
  return new Map(
    places.districts.map(({ code }, i) => {
      const name = gatewayOf(code)
      const greeting = () => [
        gatewayOnline(name, clock.now()),
        ...(i === 0 ? tables(city, model, clock.now()) : []),
      ]
      return [code, openLink({ url, root, name, will: gatewayWill(name), greeting })]
    }),
  )
}

/** 环卫: positions of the vehicles by district, and what became of the routes. */
export function createGps(
  city: PretendCity,
  { url, root = TOPIC_ROOT }: GpsSettings,
  model: GpsModel = createGpsModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'gps'))
  const start = async (): Promise<Running> => {
    const broker = url()
    const links = openLines(city, model, broker, root)
    const cancel = city.clock.every(SECOND, (from, to) => {
      for (const link of links.values()) {
        if (silence.isOn(to)) link.cut()
        else link.restore()
      }
      sayTables({ city, model, links }, from, to)
      sayPositions({ city, model, links }, from, to)
    })
    return {
      address: `${broker} ${root}/gps/#`,
      stop: async () => {
        cancel()
        await Promise.all([...links.values()].map(link => link.stop()))
      },
    }
  }
  return { name: 'gps', title: '环卫车辆定位与作业线路', start, outage: silence.switch }
}
