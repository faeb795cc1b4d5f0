import { Type, type Static } from 'typebox'

/** Names go into the statement, so they may be nothing but names; operators write no SQL (T-SQLI-01). */
const Name = Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$' })
const closed = { additionalProperties: false }

export const SqlPollSettings = Type.Object(
  {
    dialect: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres'), Type.Literal('mysql')]),
    /** SQLite: the file. */
    file: Type.Optional(Type.String({ minLength: 1 })),
    host: Type.Optional(Type.String({ minLength: 1 })),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    database: Type.Optional(Name),
    user: Type.Optional(Type.String({ minLength: 1 })),
    table: Name,
    everySeconds: Type.Number({ minimum: 1, maximum: 86_400 }),
    /** Rows of one statement. */
    rows: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
    /**
     * Rows in the order of (time, key): only what is later than the last one is asked for. Left out: the table is a
     * snapshot, read whole each time and taken when it differs from the last.
     */
    watermark: Type.Optional(
      Type.Object(
        {
          time: Name,
          key: Name,
          /** Rows may be committed late: read again that much before the watermark. */
          overlapSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }),
          pastDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 400 })),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type SqlPollSettings = Static<typeof SqlPollSettings>
