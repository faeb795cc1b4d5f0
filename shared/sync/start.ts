import type { Boundary } from '../areas/boundary.ts'
import type { AreasDocument } from '../areas/document.ts'
import type { Text } from '../model/value.ts'
import type { SignedBy } from './scene-proof.ts'

/** Answer of `GET /api/start`: what a screen must know before its first question. */
export interface Start {
  /** The city's title on every screen. */
  readonly title: Text
  readonly areas: AreasDocument
  /** The city's own reviewed map; null where the mosaic of the areas is the map. */
  readonly boundary: Boundary | null
  /** For whom what is sent has been masked; part of every topic. */
  readonly audience: string
  /** Where it begins, and then what else it sees: the city, a district, a town. What lies in none of them it does not see. */
  readonly places: readonly string[]
  /** The scenes in their order. */
  readonly scenes: readonly SceneName[]
  /** By what a wall tells the scenes of this city from anything else; null: nothing is signed. */
  readonly signedBy: SignedBy | null
}

export interface SceneName {
  readonly id: string
  readonly title: Text
}

interface Parts {
  readonly title: Text
  readonly areas: AreasDocument
  readonly boundary: Boundary | null
  readonly audience: string
  readonly places: readonly string[]
  readonly scenes: readonly { readonly id: string; readonly title: Text; readonly order: number }[]
  readonly signedBy?: SignedBy | null
}

export const startOf = ({
  title,
  areas,
  boundary,
  audience,
  places,
  scenes,
  signedBy = null,
}: Parts): Start => ({
  title,
  areas,
  boundary,
  audience,
  places,
  signedBy,
  scenes: [...scenes]
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(scene => ({ id: scene.id, title: scene.title })),
})
