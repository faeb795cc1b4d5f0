import type { Alarms } from '../alarms/alarms.ts'
import { ConfigError } from '../config-error.ts'
import type { Config } from '../config.ts'
import type { Listeners } from '../http/listeners.ts'
import type { Log } from '../log.ts'
import { CertificateFault, readPair, type Pair } from '../net/certificate.ts'
import { keepCertificate } from '../net/certificate-keeper.ts'
import { foundAt, isByTlsOnly, urlsOf, type Reached } from '../net/reached.ts'
import { openOwnDoor, type Ingest } from './own-door.ts'

interface OpenReachedParts {
  readonly config: Config
  readonly alarms: Alarms
  readonly log: Log
  readonly listeners: Listeners
  /** What the listeners began with. */
  readonly pair: Pair | null
  readonly ingest: Ingest
}

/** What goes on beside the connections of a server that listens. */
export interface OpenReached {
  /** Where people find it. */
  readonly address: string
  /** Where what runs on this machine sends its records. */
  readonly inside: string
  figures(): readonly string[]
  stop(): void
}

/** What cannot be used at the start is the set-up's: nothing could be shown anyway. */
export function pairOf({ certificate }: Reached): Pair | null {
  try {
    return certificate === null ? null : readPair(certificate)
  } catch (error) {
    if (error instanceof CertificateFault) throw new ConfigError(`configuration: ${error.message}`)
    throw error
  }
}

export async function openReached(parts: OpenReachedParts): Promise<OpenReached> {
  const { config, alarms, log, listeners, pair, ingest } = parts
  const { reached, mockCity } = config
  const files = reached.certificate
  const keeper =
    files === null || pair === null
      ? null
      : keepCertificate({ files, first: pair, use: listeners.use, alarms, log, now: Date.now })
  const door = isByTlsOnly(reached) && mockCity ? await openOwnDoor(ingest) : null
  const urls = urlsOf(reached, listeners.port)
  const beside = door === null ? '' : `; it takes records of this machine at ${door.address}`
  log('info', 'server', `listening on ${urls.join(', ')}${beside}`)
  return {
    address: foundAt(reached, listeners.port),
    inside: door?.address ?? urls[0] ?? '',
    figures: () => keeper?.figures() ?? [],
    stop() {
      keeper?.stop()
      door?.close()
    },
  }
}
