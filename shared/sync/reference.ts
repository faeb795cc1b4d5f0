import type { Text, Value } from '../model/value.ts'
import type { Department } from '../organisation/document.ts'

/*
 * What the pages of codes, names, areas and departments ask, over HTTP:
 *
 *   GET /api/reference/words         -> WordBoard
 *   GET /api/reference/areas         -> AreaBoard
 *   GET /api/reference/organisation  -> OrganisationBoard
 *
 * What is changed by them is a draft of a document (publications.ts).
 */

/** A word of an upstream that no table knows. */
export interface ToldWord {
  readonly feed: string
  readonly feedTitle: Text
  /** Its upstream is pretended. */
  readonly simulated: boolean
  /** Where in the record. */
  readonly path: string
  readonly word: string
  /** It was masked or cut: that is not what the upstream said. */
  readonly isWhole: boolean
  /** Records in which it stood since `firstAt`, and those of them that could not be taken. */
  readonly records: number
  readonly refused: number
  readonly firstAt: number
  readonly lastAt: number
  /** The first of those records, masked; null where it is too large. */
  readonly example: Value
}

export interface OwnCode {
  readonly code: string
  readonly title: Text
}

export interface ToldCode extends ToldWord {
  /** Where in the feed's mapping. */
  readonly target: string
  readonly kind: Text
  /** What the field is called; null: only its place is known. */
  readonly field: Text | null
  /** The document of codes in which it is missing; '': the feed's own mapping. */
  readonly named: string
  /** What it may stand for, the likest first. */
  readonly own: readonly OwnCode[]
}

export interface ToldPlace extends ToldWord {
  /** Code and name of the wider place inside which it was looked for; '' for none. */
  readonly within: string
  readonly withinName: string
}

/** Another name that is in force. */
export interface ToldAlias {
  readonly name: string
  /** The code of the place, or the usual name of the department. */
  readonly is: string
  readonly isName: string
  readonly note: string
  /** The document of names; null: it stands in the areas of the folder. */
  readonly document: string | null
}

export interface WordBoard {
  readonly now: number
  readonly codes: readonly ToldCode[]
  readonly places: readonly ToldPlace[]
  readonly areaAliases: readonly ToldAlias[]
  readonly departmentAliases: readonly ToldAlias[]
  /** Documents of names, in the order in which they count. */
  readonly namings: readonly { readonly id: string; readonly title: Text }[]
  readonly departments: readonly string[]
}

export interface ToldArea {
  readonly code: string
  readonly name: string
  readonly level: 'city' | 'district' | 'town' | 'community'
  /** '' of the city. */
  readonly parent: string
  /** Things that were placed just here, and here or in what lies inside. */
  readonly here: number
  readonly inside: number
  /** Feeds that know this place alone. */
  readonly feeds: readonly { readonly id: string; readonly title: Text }[]
  readonly aliases: readonly string[]
}

export interface AreaBoard {
  readonly now: number
  readonly id: string
  readonly asOf: string
  readonly source: string
  readonly notice: string
  /** Where the shapes on the map are from. */
  readonly shape: 'boundary' | 'mosaic'
  /** A wider place before what lies in it. */
  readonly areas: readonly ToldArea[]
  /** Things of which nobody knows where they are. */
  readonly unlocated: number
  /** Some of what is counted is pretended. */
  readonly simulated: boolean
}

/** What the organisation of a city says of a department. */
export interface DepartmentPlace {
  readonly shortName: string
  readonly kind: Department['kind']
  /** What its area is called. */
  readonly area: string
  /** The name of the one that it is a part of; '': of none. */
  readonly parent: string
}

export interface ToldDepartment {
  readonly name: string
  readonly feeds: readonly { readonly id: string; readonly title: Text }[]
  /** Matters that it has to answer for now, and those of them that are overdue. */
  readonly open: number
  readonly overdue: number
  /** By kind, the most first. */
  readonly kinds: readonly { readonly title: Text; readonly open: number }[]
  readonly aliases: readonly string[]
  /** The usual name of the department that is meant; '': it is its own. */
  readonly is: string
  /** As the organisation of the city has it; null: it is not there, or there is none. */
  readonly place: DepartmentPlace | null
}

export interface OrganisationBoard {
  /** There is a document of it. */
  readonly written: boolean
  readonly now: number
  readonly simulated: boolean
  readonly departments: readonly ToldDepartment[]
}
