import { ref, type InjectionKey, type Ref } from 'vue'

/** What a chart says, in words and numbers. */
export interface PlotTable {
  readonly columns: readonly string[]
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[]
}

/**
 * Where a chart's table is: on a desk for screen readers, or in place of the picture where somebody wants it so. On a wall nobody
 * reads it, and it would be written anew with each number.
 */
export type TablePlace = 'none' | 'beside' | 'instead'

export const TABLES: InjectionKey<Readonly<Ref<TablePlace>>> = Symbol('tables')
export const NO_TABLES = ref<TablePlace>('none')
