import { moreZh } from '../../language/more-zh.ts'
import type { Role, Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const count: Role = { aggregates: ['count', 'sum'], required: true }
const byUnit: Role = { ...count, dims: 1 }
const list: Role = { aggregates: ['list'], required: true }

export const widget: Widget = {
  roles: {
    /** The committee at the top, with name and asOf. */
    root: { aggregates: ['last'], required: true },
    /** What is right under it: unit, unitName, area. */
    units: list,
    /** By unit: branches, those of offices, general branches, members. */
    branches: byUnit,
    offices: byUnit,
    generals: byUnit,
    members: byUnit,
    /** Of every town: branches, those in their grid now, those being rectified. */
    towns: count,
    onDuty: count,
    weak: count,
    /** The branches in their grid now: area and ordinal. */
    duties: list,
    /** Of the place on show: the levels of the tree, and what is said beside it. */
    organisations: count,
    allMembers: count,
    committees: count,
    townCommittees: count,
    generalBranches: count,
    allBranches: count,
    ofTowns: count,
    ofOffices: count,
    allWeak: count,
    lead: count,
    reported: count,
    settled: count,
  },
  options: Options,
  words: moreZh,
  least: { width: 900, height: 420 },
  heading,
  component: () => import('./HangingTree.vue'),
}
