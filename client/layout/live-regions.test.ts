import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
/** What a screen of the city shows; pages of people have regions of their own forms. */
const ON_SCREENS = [
  'App.vue',
  'alerts/Alert{Banner,Voice}.vue',
  'charts/**',
  'figures/**',
  'frame/**',
  'map/**',
  'panel/**',
  'widgets/**',
]
const files = ON_SCREENS.flatMap(pattern => globSync(pattern, { cwd: root })).filter(file =>
  file.endsWith('.vue'),
)

/** Each live region, as it is written. */
const regions = files.flatMap(file => {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.match(/role="(status|alert|log|timer)"|aria-live="\w+"(\s+aria-relevant="\w+")?/g) ?? []
  return found.map(region => `${relative('.', file)}: ${region.replace(/\s+/g, ' ')}`)
})

test('[SCR18] only what happens is called out, and of the rest nothing', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(regions.sort()).toEqual([
    'App.vue: role="status"',
    'alerts/AlertVoice.vue: role="alert"',
    'alerts/AlertVoice.vue: role="status"',
    'frame/TruthLine.vue: role="status"',
    'widgets/event-ticker/EventTicker.vue: aria-live="polite" aria-relevant="additions"',
    'widgets/whistle-links/WhistleLinks.vue: aria-live="polite" aria-relevant="additions"',
  ])
})
