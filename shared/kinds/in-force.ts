import { instantAfter, isOver } from './next-at.ts'

const NEVER = { inForce: false, nextAt: null }

/** What holds from one instant to another, at an instant; null of the second is for good. */
export function inForceAt(
  from: number,
  until: number | null,
  now: number,
): { readonly inForce: boolean; readonly nextAt: number | null } {
  if (until !== null && until < from) return NEVER
  if (now < from) return { inForce: false, nextAt: from }
  return { inForce: !isOver(until, now), nextAt: instantAfter(until, now) }
}
