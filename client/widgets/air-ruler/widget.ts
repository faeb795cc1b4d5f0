import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    aqi: { aggregates: ['mean', 'share'], required: true },
    /** Hours of stations, the newest first: stationName, event, aqi, primary, pm25. */
    stations: { aggregates: ['list'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 120 },
  component: () => import('./AirRuler.vue'),
}
