/** By the gap to what was wanted alone: short of it is yellow, and red where it shrinks instead of growing. */
export function growthState(growth: number | null, wanted: number | null): 'ok' | 'warn' | 'bad' | undefined {
  if (growth === null || wanted === null) return undefined
  if (growth >= wanted) return 'ok'
  return growth < 0 && wanted >= 0 ? 'bad' : 'warn'
}
