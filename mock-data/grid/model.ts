import { DAY, dayNumber } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { remembered } from '../remembered.ts'
import { makeReport, type LinkFinder } from './making.ts'
import { draftsOfDay, LONGEST_CHANGE, type Draft } from './outlines.ts'
import type { Report, ReportState } from './report.ts'

/** One version of a report: it came about by a step, a correction, or by arriving. */
export interface Change {
  readonly draft: Draft
  /** From 1. */
  readonly version: number
  readonly at: number
}

export interface GridModel {
  readonly draftsOfDay: (day: number) => readonly Draft[]
  readonly report: (draft: Draft) => Report
  /** All changes with from < at <= to, in order of time. */
  readonly changes: (from: number, to: number) => Change[]
  /** Of the last 35 days, what had arrived by the instant and changed after `since`: each with its last change, oldest first. */
  readonly changedSince: (since: number, at: number) => Change[]
  readonly state: (change: Change) => ReportState
  /** All events, or all patrols, of the last 35 days, as they stood at the instant. */
  readonly truth: (at: number, kind: Report['kind']) => ReportState[]
}

function stateOf(report: Report, { version, at }: Change): ReportState {
  const steps = report.kind === 'patrol' ? report.steps : report.steps.filter(step => step.at <= at)
  const corrected = report.correctedAt !== null && report.correctedAt <= at
  const category = corrected || report.filedAs === null ? report.category : report.filedAs
  return { report, version, updatedAt: at, steps, category }
}

const order = (a: Change, b: Change) => a.at - b.at || (a.draft.reportNo < b.draft.reportNo ? -1 : 1)

const changesOf = (drafts: readonly Draft[]): Change[] =>
  drafts.flatMap(draft => draft.changes.map((at, i) => ({ draft, version: i + 1, at }))).sort(order)

/** Where in a list ordered by time what comes after an instant begins. */
function firstAfter(changes: readonly Change[], at: number): number {
  let low = 0
  for (let high = changes.length; low < high;) {
    const middle = (low + high) >> 1
    if (changes[middle]!.at > at) high = middle
    else low = middle + 1
  }
  return low
}

const LOOKED_BACK = Math.ceil(LONGEST_CHANGE / DAY) + 2

export function createGridModel(city: PretendCity, find: LinkFinder = () => null): GridModel {
  const ofDay = remembered(day => draftsOfDay(city, day), DAYS_OF_PAST + 3)
  // The sender asks every second what is new: it must not go through three weeks of reports each time.
  const changesOfDay = remembered(day => changesOf(ofDay(day)), LOOKED_BACK)
  const report = (draft: Draft) => makeReport(city, draft, find)
  const changes = (from: number, to: number): Change[] => {
    const found: Change[] = []
    for (let day = dayNumber(from - LONGEST_CHANGE); day <= dayNumber(to); day++) {
      const all = changesOfDay(day)
      found.push(...all.slice(firstAfter(all, from), firstAfter(all, to)))
    }
    return found.sort(order)
  }
  const changedSince = (since: number, at: number): Change[] => {
    const found: Change[] = []
    for (let day = dayNumber(at) - DAYS_OF_PAST; day <= dayNumber(at); day++)
      for (const draft of ofDay(day)) {
        const version = draft.changes.filter(change => change <= at).length
        const last = draft.changes[version - 1]
        if (last !== undefined && last > since) found.push({ draft, version, at: last })
      }
    return found.sort(order)
  }
  const state = (change: Change) => stateOf(report(change.draft), change)
  return {
    draftsOfDay: ofDay,
    report,
    changes,
    changedSince,
    state,
    truth: (at, kind) =>
      changedSince(0, at).flatMap(change => (change.draft.kind === kind ? [state(change)] : [])),
  }
}
