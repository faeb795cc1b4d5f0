import { shallowRef, type ShallowRef } from 'vue'
import type { Fields } from '../../shared/model/value.ts'
import { sceneText, signatureIn } from '../../shared/sync/scene-proof.ts'

/** Whether a text was signed by the key of this wall's city. */
export type IsSigned = (text: string, signature: string) => Promise<boolean>

/** The scenes that a wall may draw: those its city has signed, and of any other the last that was (T-WALL-03). */
export interface ProvenScenes {
  /** What the server says now, by id: it is drawn as soon as all of it is judged, together. */
  look(told: ReadonlyMap<string, Fields>): void
  readonly accepted: Readonly<ShallowRef<readonly Fields[]>>
  /** Those that are not what the city signed. */
  readonly refused: Readonly<ShallowRef<readonly string[]>>
}

export function createProvenScenes(isSigned: IsSigned): ProvenScenes {
  const accepted = shallowRef<readonly Fields[]>([])
  const refused = shallowRef<readonly string[]>([])
  /** A document is the same object until it is told anew. */
  const verdicts = new WeakMap<Fields, boolean>()
  const last = new Map<string, Fields>()
  let newest: ReadonlyMap<string, Fields> = new Map()

  async function judge(document: Fields): Promise<void> {
    if (verdicts.has(document)) return
    const [id, signature] = [document['id'], signatureIn(document)]
    const isOurs = typeof id === 'string' && signature !== null
    verdicts.set(document, isOurs && (await isSigned(sceneText(id, document), signature)))
  }

  const isProven = (id: string, document: Fields) => document['id'] === id && verdicts.get(document) === true

  async function judgeAll(told: ReadonlyMap<string, Fields>): Promise<void> {
    await Promise.all([...told.values()].map(judge))
    // What came meanwhile is judged with what it came with.
    if (told !== newest) return
    for (const [id, document] of told) if (isProven(id, document)) last.set(id, document)
    accepted.value = [...told.keys()].flatMap(id => {
      const good = last.get(id)
      return good === undefined ? [] : [good]
    })
    refused.value = [...told].flatMap(([id, document]) => (isProven(id, document) ? [] : [id]))
  }

  return {
    accepted,
    refused,
    look(told) {
      newest = told
      void judgeAll(told)
    },
  }
}
