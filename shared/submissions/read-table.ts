import type { CellFault } from './filled.ts'

/** In bytes. */
export const LARGEST_FILE = 2 * 2 ** 20
/** With titles and notes; a form has 200 at most. */
export const MOST_FILE_ROWS = 1_000
/** A form has 20 at most. */
export const MOST_FILE_COLUMNS = 200

/** A row of a file, as a person would count it there, from 1. */
export interface SheetRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface ReadRow {
  readonly line: number
  /** The code of its line; of a free row the number that stands in the file, '' where none does. */
  readonly row: string
  /** Of every column that the file has, also where nothing stands in it. */
  readonly values: { readonly [column: string]: string }
}

export interface ReadFault extends CellFault {
  readonly line: number
  readonly typed: string
}

/** A file as it is understood by a form, and all of it that is not. */
export interface ReadTable {
  readonly rows: readonly ReadRow[]
  /** Those of the form that the file has not: they stay as they are. */
  readonly missingColumns: readonly string[]
  /** By their codes. */
  readonly missingLines: readonly string[]
  readonly strangeColumns: readonly {
    /** By its letter. */
    readonly column: string
    readonly title: string
    /** `twice`: two columns are called the same, and none is taken. */
    readonly why: 'unknown' | 'unit' | 'twice'
  }[]
  readonly strangeRows: readonly {
    readonly line: number
    readonly text: string
    /** `conflict`: its code is that of one line, its name that of another; `unit`: it is in another unit. */
    readonly why: 'unknown' | 'unit' | 'twice' | 'conflict' | 'number'
  }[]
  /** Of the cells that were understood. */
  readonly faults: readonly ReadFault[]
}
