import { documentKey } from '../../shared/model/cell.ts'
import type { Text } from '../../shared/model/value.ts'
import { textIn, type Language } from '../language/say.ts'
import type { Cells } from './cells.ts'

/** What a screen knows of a library beside its numbers. */
export interface LibraryTold {
  readonly title: string
  /** What the scenes that use it are called, in their order. */
  readonly scenes: readonly string[]
}

/** As the server published it (`doc:library/<id>`). */
interface Published {
  readonly title: Text
  readonly scenes: readonly string[]
}

interface Scene {
  readonly title: Text
  readonly order: number
}

/** null: no library of this name was told of. */
export function libraryTold(cells: Cells, language: Language, id: string): LibraryTold | null {
  const library = cells.get(documentKey('library', id)) as unknown as Published | null
  if (library === null) return null
  const scenes = library.scenes.flatMap(scene => {
    const told = cells.get(documentKey('scene', scene)) as unknown as Scene | null
    return told === null ? [] : [told]
  })
  return {
    title: textIn(language, library.title),
    scenes: [...scenes].sort((a, b) => a.order - b.order).map(({ title }) => textIn(language, title)),
  }
}
