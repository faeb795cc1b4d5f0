import type { Config } from '../config.ts'
import { createLog, type Log } from '../log.ts'
import { createKnownSecrets, type KnownSecrets } from './known-secrets.ts'
import { openLogFile } from './log-file.ts'
import { outputTo } from './output.ts'

/** The log of a process. */
export interface OpenedLog {
  readonly log: Log
  /** What must not be in it. */
  readonly secrets: KnownSecrets
  figures(): string[]
}

/** To the standard output, and to a file where one is set. */
export function openLog(
  { log: { file, files, bytes } }: Pick<Config, 'log'>,
  environment: { readonly [name: string]: string | undefined },
): OpenedLog {
  const secrets = createKnownSecrets(environment)
  const output = outputTo(process.stdout)
  const kept =
    file === null ? null : openLogFile({ path: file, files, bytes, clock: () => performance.now() })
  const write = (line: string) => {
    output.write(line)
    kept?.write(line)
  }
  return {
    log: createLog({ write, now: Date.now, hide: secrets.hide }),
    secrets,
    figures: () => [
      '# HELP liaowang_log_lines_dropped_total lines of the log for which there was no room',
      '# TYPE liaowang_log_lines_dropped_total counter',
      `liaowang_log_lines_dropped_total ${output.dropped() + (kept?.dropped() ?? 0)}`,
    ],
  }
}
