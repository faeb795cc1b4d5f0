import type { Light, Risk } from './light.ts'

/** An item's light, or that its project has no need of it (不涉及). */
export type ItemLight = Light | 'not_applicable'

export type LightCounts = { readonly [light in ItemLight]: number }

export function countLights(lights: readonly ItemLight[]): LightCounts {
  const counts = { grey: 0, yellow: 0, green: 0, red: 0, not_applicable: 0 }
  for (const light of lights) counts[light]++
  return counts
}

/** The lamp of a stage or a project over its items (DOMAIN 2.5). Without items nothing is known, so it stays grey. */
export function lampOf(counts: LightCounts): Light {
  if (counts.red > 0) return 'red'
  if (counts.yellow > 0) return 'yellow'
  return counts.grey === 0 && counts.green + counts.not_applicable > 0 ? 'green' : 'grey'
}

const WORST_FIRST: readonly Risk[] = ['severe', 'overdue', 'due_soon', 'paused', 'late_done', 'none']

/** The mark beside a lamp over several items: the one that asks for a person soonest. */
export const worstRisk = (risks: readonly Risk[]): Risk =>
  WORST_FIRST.find(risk => risks.includes(risk)) ?? 'none'
