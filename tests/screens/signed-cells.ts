import type { SigningKey } from '../../server/signing/signing-key.ts'
import { documentKey } from '../../shared/model/cell.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import { sceneText } from '../../shared/sync/scene-proof.ts'

type Cells = { readonly [key: string]: Value }

const SCENES = documentKey('scene', '')

/** The cells with every scene among them signed, as a city has them. */
export const signedCells = (cells: Cells, key: Pick<SigningKey, 'sign'>): Cells =>
  Object.fromEntries(
    Object.entries(cells).map(([name, value]) => {
      if (!name.startsWith(SCENES)) return [name, value]
      const body = value as Fields
      return [name, { ...body, signature: key.sign(sceneText(name.slice(SCENES.length), body)) }]
    }),
  )
