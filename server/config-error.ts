/** The set-up cannot work: its message names the setting and what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export const wrong = (name: string, value: string, wanted: string): ConfigError =>
  new ConfigError(`configuration: ${name}="${value}" must be ${wanted}`)
