import { dayOfDate, fieldsOfDay, dayOfFields } from '../shared/calendar/civil.ts'
import { stream } from './random.ts'
import { remembered } from './remembered.ts'

/** One day's weather over the whole city, as every system of the pretend city sees it. */
export interface Weather {
  /** Mean of the day, °C. */
  readonly temperature: number
  /** 0 (5 °C and above) to 1 (-20 °C and below): drives heating and complaints about it. */
  readonly coldness: number
  /** Fresh snow, mm of water. */
  readonly snow: number
  /** The heaviest hour of rain, mm/h; its hour. */
  readonly rain: number
  readonly rainHour: number
  /** m/s */
  readonly wind: number
}

export type WeatherOf = (day: number) => Weather

/** Scenario days with a weather of their own. */
const MARKED: { readonly [date: string]: Partial<Weather> } = {
  '2026-07-22': { rain: 46, rainHour: 16, wind: 11 },
  '2026-12-08': { temperature: -9, snow: 9, wind: 7 },
}
const marked = new Map(Object.entries(MARKED).map(([date, weather]) => [dayOfDate(date), weather]))

const YEARLY_MEAN = 8.2
const YEARLY_SWING = 17.6
const WARMEST = 205

/** What the day of the year lets expect, °C: a cosine through the monthly means of the lower Taizi valley. */
function expected(day: number): number {
  const { year } = fieldsOfDay(day)
  const ofYear = day - dayOfFields(year, 1, 1)
  return YEARLY_MEAN + YEARLY_SWING * Math.cos((2 * Math.PI * (ofYear - WARMEST)) / 365.25)
}

/** Deviations last a few days: the mean of seven daily draws, widened back to about 4 °C. */
function deviation(seed: string, day: number): number {
  let sum = 0
  for (let d = day - 6; d <= day; d++) sum += stream(seed, 'weather', 'warmth', d).normal()
  return (sum / Math.sqrt(7)) * 3.8
}

const tenth = (x: number) => Math.round(x * 10) / 10

function drawn(seed: string, day: number): Weather {
  const chance = stream(seed, 'weather', 'day', day)
  const temperature = tenth(expected(day) + deviation(seed, day))
  const wet = chance.happens(temperature > 0 ? 0.1 + 0.012 * temperature : 0.12)
  const amount = wet ? chance.logNormal(temperature > 15 ? 5 : 2, 0.9) : 0
  const rainHour = 12 + chance.int(9)
  const wind = tenth(chance.logNormal(2.8, 0.4))
  const snowing = temperature < 1
  return {
    temperature,
    coldness: 0,
    snow: snowing ? tenth(amount) : 0,
    rain: snowing ? 0 : tenth(Math.min(amount, 60)),
    rainHour,
    wind,
  }
}

/** Some thousand values a second ask for the weather of these days. */
const KEPT_DAYS = 100

export function createWeather(seed: string): WeatherOf {
  return remembered(day => {
    const weather = { ...drawn(seed, day), ...marked.get(day) }
    return { ...weather, coldness: Math.min(1, Math.max(0, (5 - weather.temperature) / 25)) }
  }, KEPT_DAYS)
}

/** The heating season, 11-01 to 03-31, and its first two weeks. */
export function heating(day: number): 'off' | 'start' | 'on' {
  const { month, dayOfMonth } = fieldsOfDay(day)
  if (month > 3 && month < 11) return 'off'
  return month === 11 && dayOfMonth <= 14 ? 'start' : 'on'
}
