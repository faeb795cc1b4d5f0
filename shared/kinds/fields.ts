import { Type, type TSchema } from 'typebox'
import { dayOfDate, startOfDay } from '../calendar/civil.ts'

/** Fields a kind does not know are a slip of the mapping, not extra information. */
export const exact = { additionalProperties: false }

/** What an upstream may not have or not say: null, or left out by the mapping. */
export const optional = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]))

/** An optional field as a row says it: unknown is null. */
export const told = <T>(value: T | null | undefined): T | null => (value === undefined ? null : value)

/** Epoch milliseconds of the years 1900 to 2200: what lies outside was no instant, and the calendar need not bear it. */
export const Instant = Type.Integer({
  minimum: startOfDay(dayOfDate('1900-01-01')),
  maximum: startOfDay(dayOfDate('2200-12-31')),
})

export const Name = Type.String({ minLength: 1, maxLength: 200 })
export const Code = Type.String({ minLength: 1, maxLength: 80 })
/** Free text, masked before it comes here. */
export const Prose = Type.String({ maxLength: 4000 })
export const Flag = Type.Boolean()
export const Count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })

/** Exactly one of these words. */
export const oneOf = <const Words extends string[]>(words: readonly [...Words]) => Type.Enum(words)
/** Exactly one of the codes of a table. */
export const codeIn = <T extends object>(table: T) => oneOf(Object.keys(table) as (keyof T & string)[])
