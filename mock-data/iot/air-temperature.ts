import { DAY, HOUR, dayNumber, timeOfDay } from '../../shared/calendar/civil.ts'
import type { WeatherOf } from '../weather.ts'

const DAILY_SWING = 4.5
const WARMEST_HOUR = 15

/** °C outside at an instant: the days' means joined at noon, warmer in the afternoon than at dawn. */
export function outdoorTemperature(weather: WeatherOf, at: number): number {
  const afterNoon = at - 12 * HOUR
  const day = dayNumber(afterNoon)
  const share = timeOfDay(afterNoon) / DAY
  const mean = weather(day).temperature * (1 - share) + weather(day + 1).temperature * share
  const hour = timeOfDay(at) / HOUR
  return mean + DAILY_SWING * Math.cos((2 * Math.PI * (hour - WARMEST_HOUR)) / 24)
}
