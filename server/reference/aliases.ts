import type { NamingDocument } from '../../shared/naming/document.ts'
import type { ToldAlias, WordBoard } from '../../shared/sync/reference.ts'
import type { Documents } from '../documents/load.ts'
import { nameOfArea } from './area-names.ts'

type Known = Pick<Documents, 'areas' | 'namings'>

/** Other names in force: of the areas of the folder, and of the documents of names. */
export function aliasesOf({
  areas,
  namings,
}: Known): Pick<WordBoard, 'areaAliases' | 'departmentAliases' | 'namings'> {
  const shipped = areas.document.aliases.map(({ name, code, note }): ToldAlias => ({
    ...{ name, is: code, isName: nameOfArea(code, areas), note, document: null },
  }))
  const places = namings.flatMap(naming =>
    naming.areas.map(({ name, code, note = '' }) => ({
      ...{ name, is: code, isName: nameOfArea(code, areas), note, document: naming.id },
    })),
  )
  return {
    areaAliases: [...shipped, ...places],
    departmentAliases: namings.flatMap(departmentsIn),
    namings: namings.map(({ id, title }) => ({ id, title })),
  }
}

const departmentsIn = ({ id, departments }: NamingDocument): ToldAlias[] =>
  departments.map(({ name, is, note = '' }) => ({ name, is, isName: is, note, document: id }))
