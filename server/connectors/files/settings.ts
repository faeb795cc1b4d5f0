import { Type, type Static, type TObject } from 'typebox'

/** What is taken of a folder, wherever that lies, and when. */
export const filesSettings = {
  /** File names with `*` for anything, e.g. `cases-*.xlsx`. */
  pattern: Type.String({ minLength: 1, maxLength: 100 }),
  format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
  /** City time. A file is taken at the second look that finds it as it was at the first. */
  everySeconds: Type.Number({ minimum: 1, maximum: 86_400 }),
  /** The row that has all of these (spaces apart) is the header; what is above it are titles. */
  columns: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 100 }),
  /** What the names of the files tell of each: of two that tell of the same records the later day, month or year is newer. */
  dated: Type.Optional(Type.Union([Type.Literal('day'), Type.Literal('month'), Type.Literal('year')])),
}

export type FilesSettings = Static<TObject<typeof filesSettings>>
