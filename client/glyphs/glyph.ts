import type { FreshnessState } from '../../shared/freshness/freshness.ts'
import type { Light } from '../../shared/lights/light.ts'

/**
 * Every state has a shape of its own, for eyes that do not tell green from red:
 * ok disc, warn triangle, bad square, none ring, stale dashed ring, info diamond.
 */
export type Glyph = 'ok' | 'warn' | 'bad' | 'none' | 'stale' | 'info'

export const GLYPH_OF_LIGHT: { readonly [light in Light]: Glyph } = {
  green: 'ok',
  yellow: 'warn',
  red: 'bad',
  grey: 'none',
}

export const GLYPH_OF_FRESHNESS: { readonly [state in FreshnessState]: Glyph } = {
  waiting: 'none',
  live: 'ok',
  late: 'stale',
  failed: 'bad',
}

export const isGlyph = (name: unknown): name is Glyph =>
  name === 'ok' || name === 'warn' || name === 'bad' || name === 'none' || name === 'stale' || name === 'info'
