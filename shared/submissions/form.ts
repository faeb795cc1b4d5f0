import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/schema'
import { isMissingMark } from '../mapping/text/missing.ts'
import { exact } from '../kinds/fields.ts'
import { MOST_CELLS } from '../kinds/submission/fields.ts'
import { LONGEST_WORDS } from '../kinds/submission/longest-words.ts'

const Title = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, exact)
const Name = Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}$' })
const Unit = Type.String({ maxLength: 20 })

const column = { name: Name, title: Title, required: Type.Optional(Type.Boolean()) }

/** What a column takes. A number says how many decimals it may have, and between what it lies: beyond that it is a slip. */
const Column = Type.Union([
  Type.Object(
    {
      ...column,
      type: Type.Literal('number'),
      unit: Type.Optional(Unit),
      decimals: Type.Integer({ minimum: 0, maximum: 4 }),
      least: Type.Optional(Type.Number()),
      most: Type.Optional(Type.Number()),
    },
    exact,
  ),
  Type.Object(
    {
      ...column,
      type: Type.Literal('text'),
      longest: Type.Integer({ minimum: 1, maximum: LONGEST_WORDS }),
    },
    exact,
  ),
  Type.Object({ ...column, type: Type.Literal('date') }, exact),
  Type.Object(
    {
      ...column,
      type: Type.Literal('choice'),
      choices: Type.Array(Type.Object({ value: Name, title: Title }, exact), { minItems: 2, maxItems: 50 }),
    },
    exact,
  ),
])
export type FormColumn = Static<typeof Column>

/** A row that is always there: an indicator, with the unit in which it is asked for. */
const Line = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    unit: Type.Optional(Unit),
  },
  exact,
)

/**
 * What a department fills in for each period (填报): so often, within so many natural days of being asked, in a table of these columns. Its
 * rows are given (`lines`), or as many as there are to tell (`rows` at most).
 */
export const SubmissionForm = Type.Object(
  {
    every: Type.Enum(['month', 'quarter', 'year']),
    /** Whose numbers they are. */
    area: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
    withinDays: Type.Integer({ minimum: 1, maximum: 366 }),
    /** 填表说明: what is meant by it, for whoever fills it in. */
    note: Title,
    columns: Type.Array(Column, { minItems: 1, maxItems: 20 }),
    lines: Type.Optional(Type.Array(Line, { minItems: 1, maxItems: 200 })),
    rows: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  exact,
)
export type SubmissionForm = Static<typeof SubmissionForm>

/** What a row reaches its mapping with beside its cells (server/submissions/records.ts). */
const TAKEN = new Set([
  ...['at', 'event', 'period', 'asOf', 'area', 'office', 'source', 'edition', 'submission'],
  ...['op', 'number', 'code', 'name', 'unit', 'constructor', 'prototype'],
])

const compiled = Compile(SubmissionForm)

const choicesOf = (column: FormColumn): readonly string[] =>
  column.type === 'choice' ? column.choices.map(({ value }) => value) : []

/** Faults of a form as its settings have it, each with its place; none: it can be filled in. */
export function faultsOfForm(settings: unknown): readonly string[] {
  if (!compiled.Check(settings))
    return compiled
      .Errors(settings)[1]
      .map(({ instancePath, message }) => `${instancePath || '/'}: ${message}`)
  const { columns, lines, rows } = settings
  const faults = [...faultsOfNames(settings), ...columns.flatMap(faultsOfRange)]
  if ((lines === undefined) === (rows === undefined)) faults.push('/: has either lines or rows')
  const cells = columns.length * (lines?.length ?? rows ?? 0)
  if (cells > MOST_CELLS) faults.push(`/: ${cells} cells are more than ${MOST_CELLS}`)
  return faults
}

function faultsOfNames({ columns, lines = [] }: SubmissionForm): string[] {
  const [names, codes] = [columns.map(({ name }) => name), lines.map(({ code }) => code)]
  const all = [...names, ...codes]
  const twice = [...new Set(all)].filter(name => all.indexOf(name) !== all.lastIndexOf(name))
  return [
    ...twice.map(name => `/: "${name}" is there twice`),
    ...names.filter(name => TAKEN.has(name)).map(name => `/: "${name}" is no name for a column`),
    ...[...codes, ...columns.flatMap(choicesOf)]
      .filter(isMissingMark)
      .map(word => `/: "${word}" would be read as nothing`),
  ]
}

const faultsOfRange = (column: FormColumn, i: number): readonly string[] =>
  column.type === 'number' && (column.least ?? -Infinity) > (column.most ?? Infinity)
    ? [`/columns/${i}: its least is above its most`]
    : []
