import type { LayoutDocument, OverlayDocument, StackDocument } from '../../../../shared/layout/document.ts'
import type { Fields, Value } from '../../../../shared/model/value.ts'
import { isFields } from '../members.ts'
import { isTrack } from './resizing.ts'

/*
 * A browser has no schemas: it reads a layout by the same bounds as `LayoutDocument` (a test holds them together), so that only what
 * can be drawn is drawn, and what is written otherwise is left as it is.
 */

const NAME = /^[a-z][a-z0-9-]{0,39}$/
const CORNERS: readonly Value[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right']

type Judge = (value: Value | undefined) => boolean

const listOf =
  (judge: Judge, least: number, most: number): Judge =>
  value =>
    Array.isArray(value) && value.length >= least && value.length <= most && (value as Value[]).every(judge)

const optional =
  (judge: Judge): Judge =>
  value =>
    value === undefined || judge(value)

/** Nothing but these members, each as it should be. */
const only =
  (members: { readonly [name: string]: Judge }): Judge =>
  value =>
    isFields(value) &&
    Object.keys(value).every(name => Object.prototype.hasOwnProperty.call(members, name)) &&
    Object.entries(members).every(([name, judge]) => judge(value[name]))

const isName: Judge = value => typeof value === 'string' && NAME.test(value)
const isSize: Judge = value => typeof value === 'string' && isTrack(value)
const isUnits: Judge = value =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 9999
const isLine: Judge = value => typeof value === 'string' && value.length <= 1000
const isOneOf =
  (values: readonly Value[]): Judge =>
  value =>
    value !== undefined && values.includes(value)

const isStack = only({
  along: isOneOf(['down', 'across']),
  panels: listOf(only({ panel: isName, size: isSize }), 1, 20),
})
const isStacks: Judge = value =>
  isFields(value) && Object.entries(value).every(([name, stack]) => NAME.test(name) && isStack(stack))
const isOverlayOf = only({
  ...{ panel: isName, area: isName, corner: isOneOf(CORNERS), width: isUnits, height: isUnits },
})

const judge = only({
  columns: listOf(isSize, 1, 24),
  rows: listOf(isSize, 1, 60),
  areas: listOf(isLine, 1, 60),
  stacks: optional(isStacks),
  overlays: optional(listOf(isOverlayOf, 0, 12)),
  gap: optional(only({ column: isUnits, row: isUnits })),
  drop: optional(listOf(isName, 0, 40)),
})

type Read = Fields &
  LayoutDocument & { readonly stacks?: Record<string, StackDocument> } & {
    readonly overlays?: OverlayDocument[]
  }

export const isLayout = (value: Value | undefined): value is Read => judge(value)
