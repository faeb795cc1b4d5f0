import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Message } from '../mqtt/link.ts'
import { draw } from '../random.ts'
import type { Alarm } from './alarms.ts'
import type { Device } from './devices.ts'
import type { Reading } from './readings.ts'

const topicOf = ({ domain, area, id }: Device, measure: string) => `${domain}/${area}/${id}/${measure}`

/** 2099-01-01: what some clocks show after their battery was changed. */
const FAR_AHEAD = Date.parse('2099-01-01T00:00:00Z')

type WrongClock = 'since 1970' | 'year 2099' | 'local time as UTC' | 'ten minutes off'
const WRONG_CLOCKS: readonly WrongClock[] = [
  'since 1970',
  'year 2099',
  'local time as UTC',
  'ten minutes off',
]

/** A10: how this device's clock is wrong, always in the same way; null for all but one in 200. */
export function wrongClock({ seed, anomalies }: PretendCity, { id }: Device): WrongClock | null {
  if (!anomalies.hits('A10', ['iot', id])) return null
  return WRONG_CLOCKS[Math.floor(draw(seed, 'iot clock', id) * WRONG_CLOCKS.length)]!
}

/** The time that a device believes it is, epoch ms. */
export function deviceTime(city: PretendCity, device: Device, at: number): number {
  switch (wrongClock(city, device)) {
    case null:
      return at
    case 'since 1970':
      return at % DAY
    case 'year 2099':
      return FAR_AHEAD + (at % DAY)
    case 'local time as UTC':
      return at + 8 * HOUR
    case 'ten minutes off':
      return at + (draw(city.seed, 'iot skew', device.id) < 0.5 ? -10 : 10) * MINUTE
  }
}

/** A7: what a bad line, or firmware of another vendor, makes of a payload. */
function malformed(text: string, chance: number): string {
  if (chance < 0.4) return text.slice(0, Math.floor(text.length / 2))
  return chance < 0.7 ? text.replace(/"v":[^,]*/, '"v":"--"') : text.replace(/"v":[^,]*/, '"v":NaN')
}

/** The messages of a reading: one, or two when the acknowledgement of the first got lost (A1). */
export function readingMessages(
  city: PretendCity,
  { device, measure, at, value, quality }: Reading,
): Message[] {
  const key = ['iot', device.id, measure.name, at]
  const good = { v: value, t: deviceTime(city, device, at) }
  const text = JSON.stringify(quality === 0 ? good : { ...good, q: quality })
  const broken = city.anomalies.hits('A7', key)
  const message: Message = {
    topic: topicOf(device, measure.name),
    payload: broken ? malformed(text, draw(city.seed, 'iot broken', ...key)) : text,
    qos: measure.qos,
    retain: measure.retain,
  }
  const twice = measure.qos === 1 && city.anomalies.hits('A1', key)
  return twice ? [message, { ...message, again: true }] : [message]
}

export const alarmMessage = (city: PretendCity, { device, at, value }: Alarm): Message => ({
  topic: topicOf(device, 'alarm'),
  payload: JSON.stringify({ v: value, t: deviceTime(city, device, at) }),
  qos: 1,
  retain: true,
})

export type Presence = 'online' | 'offline'

export const deviceStatus = (device: Device, presence: Presence, at: number): Message => ({
  topic: topicOf(device, 'status'),
  payload: JSON.stringify({ v: presence, t: at }),
  qos: 1,
  retain: true,
})

const gatewayTopic = (gateway: string) => `gateway/${gateway.slice(-6)}/${gateway}/status`

export const gatewayOnline = (gateway: string, at: number): Message => ({
  topic: gatewayTopic(gateway),
  payload: JSON.stringify({ v: 'online', t: at }),
  qos: 1,
  retain: true,
})

/** Left with the broker beforehand, so that it cannot know when. */
export const gatewayWill = (gateway: string) => ({
  topic: gatewayTopic(gateway),
  payload: JSON.stringify({ v: 'offline' }),
})
