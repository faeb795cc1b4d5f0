import { createDevices, type Device, type Domain } from '../../../mock-data/iot/devices.ts'
import { createFaults } from '../../../mock-data/iot/faults.ts'
import { createIotModel, ORDINARY_RATE, paceFor } from '../../../mock-data/iot/model.ts'
import { alarmMessage, readingMessages } from '../../../mock-data/iot/payload.ts'
import { createTags, lastTurn, readingAt, type Tag } from '../../../mock-data/iot/readings.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** When the broker of the devices was away, by the city's clock. */
export interface Away {
  readonly from: number
  to: number
}

/** How a city runs whose devices are listened to. */
export interface Listening {
  /** Nothing was said before, and nothing after `until` is asked for. */
  readonly begun: number
  readonly until: number
  /** City seconds per second: the faster, the rarer devices speak. */
  readonly speed: number
  readonly away: readonly Away[]
  /** From then on the server surely listened to all of them. */
  readonly surelyFrom: number
}

/** What a device said of one of its quantities. */
interface Word {
  readonly at: number
  /** By the device's own clock, as far as it can be believed. */
  readonly event: number
  /** null: it was asked and had nothing to say. */
  readonly value: number | null
}

/** What can be, and how far a value goes from one word to the next; beyond that the next one must say so too. */
interface Measured {
  readonly least: number
  readonly most: number
  readonly jump: number
}

interface Rules {
  /** Silent for longer than this it is offline. */
  readonly quiet: number
  /** It says itself whether it is there, whenever its line comes up. */
  readonly greets: boolean
  readonly measures: { readonly [name: string]: Measured }
}

const within = (least: number, most: number, jump = Infinity): Measured => ({ least, most, jump })

/** DOMAIN 5: the quantities of the fleet that scenes show. */
const RULES: { readonly [domain in Domain]: Rules } = {
  heat: {
    quiet: 15 * MINUTE,
    greets: true,
    measures: { supplyT: within(-20, 130, 15), returnT: within(-20, 110, 15) },
  },
  room: { quiet: 3 * HOUR, greets: false, measures: { temperature: within(-20, 45, 5) } },
  dust: { quiet: 15 * MINUTE, greets: true, measures: { tsp: within(0, 5000, 1000) } },
  parking: {
    quiet: 15 * MINUTE,
    greets: true,
    measures: { free: within(0, 20_000), total: within(0, 20_000) },
  },
  manhole: { quiet: 2 * DAY, greets: false, measures: { battery: within(0, 100) } },
  smoke: { quiet: 3 * HOUR, greets: false, measures: { density: within(0, 1000) } },
  water: { quiet: 15 * MINUTE, greets: false, measures: { pressure: within(0, 2, 0.3) } },
  gas: { quiet: 15 * MINUTE, greets: false, measures: { pressure: within(0, 20, 2) } },
  reservoir: { quiet: HOUR, greets: true, measures: { level: within(0, 300, 5) } },
  power: { quiet: 15 * MINUTE, greets: false, measures: { load: within(0, 10_000, 200) } },
}

/** A device as it stands for who listened to it. */
export interface Heard {
  readonly device: Device
  readonly online: boolean
  /** Of each quantity the last that can be believed; null where the last word cannot. */
  readonly values: { readonly [measure: string]: number | null }
}

/** From when on somebody hears, and how long after the broker is back. */
interface Ear {
  readonly since: number
  readonly lag: number
}

/** Gateways notice within a second that the broker is back, and connect one by one. */
const CONNECTED_AFTER = 5000

/** No clock that shows less was ever right (A10). */
const LONG_AGO = Date.parse('2000-01-01T00:00:00Z')

/** Cut short or no number at all (A7), or of a year that nobody believes (A10): it was not said. */
function read(payload: string | Buffer, at: number): Word | null {
  try {
    const { v, t } = JSON.parse(String(payload)) as { readonly v: unknown; readonly t: number }
    if (t < LONG_AGO || t > at + 2 * DAY) return null
    return { at, event: Math.min(t, at), value: typeof v === 'number' ? v : null }
  } catch {
    return null
  }
}

/** Everything that devices say in the hours of a run, each told by what it sends, and what a listener knows of it. */
export function createHearing({ city, iot }: UpstreamTruth, listening: Listening) {
  const { begun, until, speed, away, surelyFrom } = listening
  const devices = createDevices(city)
  const faults = createFaults(city, devices)
  const { isCut } = createIotModel(city, { rate: ORDINARY_RATE, speed })
  const tagsOf = Map.groupBy(createTags(city, devices, paceFor(ORDINARY_RATE, speed)), ({ device }) => device)
  const isUp = (gateway: string, at: number, lag: number) =>
    !isCut(gateway, at) && !away.some(({ from, to }) => at >= from && at <= to + lag)
  const alarmsOf = Map.groupBy(iot.alarms.between(begun, until), ({ device }) => device.id)
  const kept = new Map<Tag, readonly Word[]>()

  function wordsOf(tag: Tag): readonly Word[] {
    const known = kept.get(tag)
    if (known !== undefined) return known
    const words: Word[] = []
    for (let at = lastTurn(tag, begun) + tag.period; at <= until; at += tag.period) {
      if (!faults.speaks(tag.device, at)) continue
      const word = read(readingMessages(city, readingAt(city, faults, tag, at))[0]!.payload, at)
      if (word !== null) words.push(word)
    }
    kept.set(tag, words)
    return words
  }

  const alarmWords = (device: Device): readonly Word[] =>
    (alarmsOf.get(device.id) ?? []).flatMap(alarm => read(alarmMessage(city, alarm).payload, alarm.at) ?? [])

  function heardOf(device: Device, at: number, { since, lag }: Ear): Heard | null {
    const { quiet, greets, measures } = RULES[device.domain]
    const cameThrough = (word: Word) => word.at <= at && word.at > since && isUp(device.gateway, word.at, lag)
    const greetings = greets ? [begun, ...away.flatMap(({ to }) => (to <= at ? to : []))] : []
    const heard = [
      ...greetings,
      ...alarmWords(device)
        .filter(cameThrough)
        .map(({ event }) => event),
    ]
    const values: { [measure: string]: number | null } = {}
    for (const tag of tagsOf.get(device) ?? []) {
      const words = wordsOf(tag).filter(cameThrough)
      for (const { event } of words) heard.push(event)
      const measured = measures[tag.measure.name]
      if (measured !== undefined) values[tag.measure.name] = believed(words, measured)
    }
    if (heard.length === 0) return null
    const last = Math.max(...heard)
    return { device, values, online: at - last <= quiet && (!greets || faults.speaks(device, at)) }
  }

  const by =
    (ear: Ear) =>
    (domain: Domain, at: number): readonly Heard[] =>
      devices.filter(device => device.domain === domain).flatMap(device => heardOf(device, at, ear) ?? [])
  return {
    /** All of one sort that were heard of at all, by who missed nothing that went out. */
    most: by({ since: begun, lag: 0 }),
    /** By who listened no sooner, and was connected again no sooner, than the server surely was. */
    least: by({ since: surelyFrom, lag: CONNECTED_AFTER * speed }),
  }
}
export type Hearing = ReturnType<typeof createHearing>

/** What the last word is worth: nothing where it cannot be, or is a leap that no other word confirms (A16). */
function believed(words: readonly Word[], { least, most, jump }: Measured): number | null {
  let [last, leapt, now]: [number | null, number | null, number | null] = [null, null, null]
  for (const { value } of words) {
    now = null
    if (value === null || value < least || value > most) continue
    const isNear = (to: number | null) => to !== null && Math.abs(value - to) <= jump
    if (last === null || isNear(last) || isNear(leapt)) [last, leapt, now] = [value, null, value]
    else leapt = value
  }
  return now
}
