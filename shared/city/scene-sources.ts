import { kindsOf } from '../metrics/kinds-of.ts'
import { columnsRead } from '../metrics/reads.ts'
import { FRAME } from '../layout/document.ts'
import { type SceneSources } from '../model/cell.ts'
import type { MetricDocument, SceneDocument } from '../model/documents.ts'
import type { City } from './city.ts'

/** By these columns a row says how it stands with its time limit. */
const OF_A_LIMIT = ['overdue', 'late', 'risk', 'light', 'daysLeft']

const SCENES = 'scene/'

/**
 * What the signs of all scenes are judged by, on whichever of them a screen is. It follows from the scenes' panels and their metrics, so that a
 * scene which is published with another panel has another sign.
 */
export function sourcesOfScenes(documents: City['documents']): SceneSources {
  const told: { [scene: string]: SceneSources[string] } = {}
  for (const [name, { body }] of documents)
    if (body !== null && name.startsWith(SCENES)) told[name.slice(SCENES.length)] = sourcesOf(body, documents)
  return told
}

/** Whether another version of it may change what the scenes lean on. */
export const bearsOnSources = (name: string): boolean => name.startsWith(SCENES) || name.startsWith('metric/')

/** A journal may hold documents of any time: what has no panels, and what counts no rows, tells of nothing and stops nobody. */
function sourcesOf(
  { panels = [] }: Partial<SceneDocument>,
  documents: City['documents'],
): SceneSources[string] {
  const metrics = panels
    .filter(({ id }) => id !== FRAME)
    .flatMap(panel => Object.values(panel.metrics))
    .map(text => documents.get(`metric/${text.split('@')[0]}`)?.body ?? null)
    .filter(body => Array.isArray(body?.['where']))
    .map(body => body as unknown as MetricDocument)
  const clocks = metrics.filter(metric => columnsRead(metric).some(name => OF_A_LIMIT.includes(name)))
  return { kinds: eachOnce(metrics.flatMap(kindsOf)), clocks: eachOnce(clocks.flatMap(kindsOf)) }
}

const eachOnce = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()
