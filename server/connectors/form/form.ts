import { Type } from 'typebox'
import { settingsOf, type Connector } from '../connector.ts'

const FormSettings = Type.Object({}, { additionalProperties: false })

/**
 * The product's own forms: there is no upstream to ask and nobody may push to it from outside. What comes was given by a route that
 * knows who asked. That it is there is said once at the start, so that a city in which nothing was ever filed has none and not unknown.
 */
export const form: Connector = {
  id: 'form',
  settings: FormSettings,
  secrets: [],
  start(access) {
    settingsOf(FormSettings, access.settings)
    const opened = access
      .take({ records: [] })
      .then(() => undefined)
      // The first action says the same, and is answered with why.
      .catch((error: unknown) => access.log('warn', `could not be opened: ${String(error)}`))
    return {
      stop: () => opened,
      file: records => access.take({ records }),
    }
  },
}
