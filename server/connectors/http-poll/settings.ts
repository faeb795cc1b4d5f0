import { Type, type Static } from 'typebox'
import { scheduleSettings } from '../schedule.ts'

const Path = Type.String({ minLength: 1, maxLength: 100 })
const closed = { additionalProperties: false }

/** How an HTTP upstream is asked. */
export const HttpPollSettings = Type.Object(
  {
    url: Type.String({ pattern: '^https?://' }),
    ...scheduleSettings,
    /** Real time, from the request to the last byte of the answer. */
    timeoutSeconds: Type.Optional(Type.Number({ minimum: 1, maximum: 300 })),
    /** Fixed query parameters. */
    query: Type.Optional(Type.Record(Type.String(), Type.String())),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Where in the answer the records stand; the answer itself when left out. */
    records: Type.Optional(Path),
    /** Ask only for what changed: `query` is the parameter, `field` the record's own time of change. */
    since: Type.Optional(
      Type.Object(
        {
          query: Type.String(),
          field: Path,
          /** How the parameter is written: with an offset, or `2026-11-22 09:00:00` in China time. */
          form: Type.Optional(Type.Union([Type.Literal('iso'), Type.Literal('plain')])),
          /** Read again that much before the watermark, since changes may become visible late. */
          overlapSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
          /**
           * The answer lists records in the order of `field`, the oldest first. Then a long past is read page by page; without
           * it an interruption begins it anew.
           */
          ordered: Type.Optional(Type.Boolean()),
          /** The first question asks for so many days of past. */
          pastDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 400 })),
        },
        closed,
      ),
    ),
    paging: Type.Optional(
      Type.Object(
        {
          page: Type.String(),
          size: Type.String(),
          perPage: Type.Integer({ minimum: 1, maximum: 1_000 }),
          /** Where the answer says how many pages there are. */
          pages: Path,
          /** Answer field that is sent back with the next pages, so that all are of one moment. */
          moment: Type.Optional(Path),
        },
        closed,
      ),
    ),
    /** Send back the ETag of an answer that was one page, and take 304 for "nothing new". */
    etag: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type HttpPollSettings = Static<typeof HttpPollSettings>
