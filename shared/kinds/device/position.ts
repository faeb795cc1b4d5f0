import { MICRODEGREES } from '../../areas/placing.ts'
import { measure, momentary } from './measuring.ts'

/** Where something that drives is, and how it drives. */
export const POSITION = [
  momentary(measure('lon', ['经度', 'longitude'], '°', MICRODEGREES, [-180, 180])),
  momentary(measure('lat', ['纬度', 'latitude'], '°', MICRODEGREES, [-90, 90])),
  measure('speed', ['速度', 'speed'], 'km/h', 10, [0, 150]),
  momentary(measure('heading', ['航向', 'heading'], '°', 1, [0, 360])),
]
