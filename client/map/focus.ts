import { lineage } from '../../shared/areas/areas.ts'
import { mix } from '../theme/colour.ts'
import type { Focus } from './picture.ts'
import type { Plan, PlanCell } from './plan.ts'

/** The cells of an area of any level; none for an unknown one. */
export function cellsOfArea(plan: Plan, area: string): PlanCell[] {
  return plan.cells.filter(cell => lineage(cell.node).some(node => node.id === area))
}

/** Whether a cell lies in what is looked at. Looking at a cell or a town shows the whole town. */
export function inFocus(plan: Plan, focus: Focus): (cell: PlanCell) => boolean {
  const node = focus === null ? null : plan.areas.byId(focus)
  if (node === null || node.level === 'city') return () => true
  if (node.level === 'district') return cell => cell.district === node
  const town = node.level === 'cell' ? node.parent : node
  return cell => cell.town === town
}

/** The district that is looked at, or that holds the town that is; null for the whole city. */
export function districtInFocus(plan: Plan, focus: Focus): string | null {
  const node = focus === null ? null : plan.areas.byId(focus)
  if (node === null) return null
  return lineage(node).find(area => area.level === 'district')?.id ?? null
}

const STEP_BACK = 0.62

/** Out of focus: nearer to the ground's colour and still opaque, so that what lies behind does not shine through. */
export const dimmed = (colour: string, ground: string): string => mix(colour, ground, STEP_BACK)
