import { Type, type Static } from 'typebox'
import { scheduleSettings } from '../schedule.ts'

/** How a feed of warnings is asked. */
export const CapAtomSettings = Type.Object(
  {
    url: Type.String({ pattern: '^https?://' }),
    ...scheduleSettings,
    /** Real time, from each request to the last byte of its answer. */
    timeoutSeconds: Type.Optional(Type.Number({ minimum: 1, maximum: 300 })),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
)
export type CapAtomSettings = Static<typeof CapAtomSettings>
