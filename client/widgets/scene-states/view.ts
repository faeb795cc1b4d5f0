import { Type } from 'typebox'
import type { SceneDocument } from '../../../shared/model/documents.ts'
import type { SceneSigns } from '../../frame/scene-signs.ts'
import type { Language } from '../../language/say.ts'

export const Options = Type.Object({}, { additionalProperties: false })

export interface SceneState {
  readonly id: string
  readonly title: string
  readonly signs: SceneSigns
  readonly isFine: boolean
}

export interface SceneStates {
  /** How many are as they should be, of all that have a sign. */
  readonly fine: number
  readonly all: number
  /** How many lean on a source that is silent or late, and how many have something overdue. */
  readonly stale: number
  readonly overdue: number
  /** In the order of the navigation. */
  readonly rows: readonly SceneState[]
}

/** Its sources speak, and nothing of it is overdue. What is due soon is as it should be; what nobody has told of is not. */
const isFine = ({ freshness, limit }: SceneSigns): boolean =>
  (freshness === 'live' || freshness === null) && limit !== 'overdue' && limit !== 'unknown'

const isStale = ({ freshness }: SceneSigns): boolean => freshness !== 'live' && freshness !== null

/** The states of the scenes of a city (IOC-01): how many are fine, and each with its two signs. */
export function statesOf(
  scenes: readonly SceneDocument[],
  signs: ReadonlyMap<string, SceneSigns>,
  language: Language,
): SceneStates {
  const rows = scenes.flatMap(({ id, title }): SceneState[] => {
    const own = signs.get(id)
    return own === undefined ? [] : [{ id, title: title[language], signs: own, isFine: isFine(own) }]
  })
  const count = (test: (row: SceneState) => boolean) => rows.filter(test).length
  return {
    ...{ rows, all: rows.length, fine: count(row => row.isFine) },
    ...{ stale: count(row => isStale(row.signs)), overdue: count(row => row.signs.limit === 'overdue') },
  }
}
