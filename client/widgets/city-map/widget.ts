import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const counts = ['count', 'sum'] as const

export const widget: Widget = {
  roles: {
    /** Bound `@cells`: a column each. */
    cells: { aggregates: counts, required: true },
    /** Bound `@districts`: the figures of the labels. */
    districts: { aggregates: counts, required: true },
    /** Bound `@towns`, for the flat map. */
    towns: { aggregates: counts, required: false },
    /** Bound `@towns`: a red square for each. */
    townlate: { aggregates: counts, required: false },
    /** Split by `area`: the busiest communities have a numbered ring. */
    places: { aggregates: counts, required: false, dims: 1 },
    /** Split by `area`: a disc where each community has a point of service, as large as what happens there. */
    points: { aggregates: counts, required: false, dims: 1 },
    /** Bound `@districts`: the share that is done, beside the figure. */
    done: { aggregates: ['ratio'], required: false },
    /** Bound `@districts`: a district with any is in trouble. */
    overdue: { aggregates: counts, required: false },
    /** Warnings in force, the gravest first, with level, rank, eventType, area and areaName: a district that one is for says so. */
    warnings: { aggregates: ['list'], required: false },
    /** Devices with an alarm now, with area: a mark each. */
    alarms: { aggregates: ['list'], required: false },
    /** What somebody is on his way to or at, with area: a mark each. */
    incidents: { aggregates: ['list'], required: false },
    /** Where help is, with sort (station, team, shelter, store), ready and area: a sign each. */
    resources: { aggregates: ['list'], required: false },
    /** Vehicles that say where they are, with online, lon and lat: a disc for those of a cell. */
    vehicles: { aggregates: ['list'], required: false },
  },
  options: Options,
  least: { width: 360, height: 320 },
  bare: true,
  heading,
  component: () => import('./CityMapWidget.vue'),
}
