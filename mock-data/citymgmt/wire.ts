import { HOUR } from '../../shared/calendar/civil.ts'
import { isoSeconds } from '../time-text.ts'
import type { Action, Stage } from './case.ts'
import { countOf, timeOf, type CaseState } from './state.ts'

/** As the export and the query write the stages. */
export const STAGE_NAMES: { readonly [stage in Stage]: string } = {
  reported: '上报',
  accepted: '受理',
  rejected: '不予受理',
  filed: '立案',
  dispatched: '派遣',
  disposing: '处置',
  checking: '核查',
  closed: '结案',
  hung: '挂账',
  void: '作废',
}

const text = (at: number | null): string | null => (at === null ? null : isoSeconds(Math.floor(at)))

/** When disposal was reported: the one thing that clerks also type by hand (A14). */
export function disposedAt({ case: one, steps }: CaseState): number | null {
  const at = timeOf(steps, 'dispose')
  return at !== null && one.impossible === 'disposed' ? steps[0]!.at - HOUR : at
}

export function closedAt({ steps, correction }: CaseState): number | null {
  const at = timeOf(steps, 'close')
  return at === null ? null : at + (correction?.closedBy ?? 0)
}

export const disposeDue = ({ case: one, due }: CaseState): number | null =>
  one.impossible === 'due' ? null : (due?.dispose ?? null)

/** 1 正常 2 超时 3 差错 4 特殊; null while it is open. */
function closeType(state: CaseState): 1 | 2 | 3 | 4 | null {
  if (state.stage === 'void') return 4
  if (state.stage === 'rejected') return 3
  if (state.stage !== 'closed') return null
  return timeOf(state.steps, 'dispose')! > state.due!.dispose ? 2 : 1
}

export const noteOf = ({ steps }: CaseState, action: Action): string | null =>
  steps.findLast(step => step.action === action)?.note ?? null

/** Whom it was given to last; null before it was given to anybody. */
export const disposer = ({ steps }: CaseState) =>
  steps.findLast(step => step.action === 'dispatch')?.department ?? null

/** Code and name of a place; a name that only people use has no code. */
const named = (
  place: { readonly code: string; readonly name: string } | null,
): [string | null, string | null] =>
  place === null ? [null, null] : [place.code === '' ? null : place.code, place.name]

function placeFields({ site }: CaseState['case']) {
  const [districtCode, district] = named(site.district)
  const [streetCode, street] = named(site.town)
  const [communityCode, community] = named(site.community)
  return {
    districtCode,
    district,
    streetCode,
    street,
    communityCode,
    community,
    unitGrid: site.unitGrid,
    patch: site.patch,
    address: site.address,
    crs: 'BD09MC',
    x: site.point.x,
    y: site.point.y,
  }
}

function timeFields(state: CaseState) {
  const { steps, due } = state
  const at = (action: Action) => text(timeOf(steps, action))
  return {
    reportAt: at('report'),
    acceptAt: at('accept'),
    filedAt: at('file'),
    dispatchedAt: at('dispatch'),
    disposeDueAt: text(disposeDue(state)),
    bundleDueAt: text(due?.bundle ?? null),
    disposedAt: text(disposedAt(state)),
    checkAt: at('check'),
    closedAt: text(closedAt(state)),
    voidAt: text(state.correction?.closedBy === null ? state.correction.at : timeOf(steps, 'void')),
  }
}

/** The case as the query tells it. */
export function caseJson(state: CaseState) {
  const { case: one, steps, version, updatedAt, stage } = state
  const { category, filing } = one
  const department = disposer(state)
  return {
    caseNo: one.caseNo,
    version,
    updatedAt: isoSeconds(updatedAt),
    problemType: category.type,
    ...filing,
    level: category.level,
    source: one.source,
    description: one.description,
    collector: one.collector,
    stage,
    stageName: STAGE_NAMES[stage],
    disposeDepartment: department === null ? null : { code: department.code, name: department.name },
    ...placeFields(one),
    ...timeFields(state),
    closeType: closeType(state),
    reworkCount: countOf(steps, 'rework'),
    delayCount: countOf(steps, 'delay'),
    delayReason: noteOf(state, 'delay'),
    returnCount: countOf(steps, 'return'),
    hung: stage === 'hung',
    opinion: noteOf(state, 'dispose'),
    history: steps.map(({ at, action, department: by, note }) => ({
      action,
      at: isoSeconds(at),
      department: by.name,
      note,
    })),
  }
}

export type CaseJson = ReturnType<typeof caseJson>
