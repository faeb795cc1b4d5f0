import { expect, test } from 'vitest'
import type { SceneDocument } from '../../../shared/model/documents.ts'
import type { SceneSigns } from '../../frame/scene-signs.ts'
import { statesOf } from './view.ts'

const scene = (id: string) => ({ id, title: { zh: `场景${id}`, en: `scene ${id}` } }) as SceneDocument

const SIGNS: { readonly [id: string]: SceneSigns } = {
  a: { freshness: 'live', limit: 'calm' },
  b: { freshness: 'live', limit: 'soon' },
  c: { freshness: null, limit: null },
  d: { freshness: 'late', limit: 'calm' },
  e: { freshness: 'live', limit: 'overdue' },
  f: { freshness: 'failed', limit: 'overdue' },
  g: { freshness: 'live', limit: 'unknown' },
}

test('[FRM18] (IOC-01) how many scenes are as they should be, of all, and what is wrong with the others', () => {
  const scenes = [...Object.keys(SIGNS), 'untold'].map(scene)
  const states = statesOf(scenes, new Map(Object.entries(SIGNS)), 'zh')
  expect(states).toMatchObject({ all: 7, fine: 3, stale: 2, overdue: 2 })
  expect(states.rows.map(({ title, isFine }) => `${title} ${isFine}`)).toEqual([
    ...['场景a true', '场景b true', '场景c true', '场景d false', '场景e false', '场景f false', '场景g false'],
  ])
  expect(statesOf(scenes, new Map(), 'en')).toMatchObject({ all: 0, fine: 0 })
})
