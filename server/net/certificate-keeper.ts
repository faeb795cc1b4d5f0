import type { Alarms } from '../alarms/alarms.ts'
import type { Log } from '../log.ts'
import { CertificateFault, readPair, type CertificateFiles, type Pair } from './certificate.ts'

export interface CertificateKeeperParts {
  readonly files: CertificateFiles
  /** What the server started with. */
  readonly first: Pair
  /** The server answers whoever comes from now on with it; whoever is there stays. */
  readonly use: (pair: Pair) => void
  readonly alarms: Alarms
  readonly log: Log
  readonly now: () => number
}

export interface CertificateKeeper {
  /** Takes what lies in the files now, and judges how long it lasts. */
  look(): void
  figures(): string[]
  stop(): void
}

const LOOK_EVERY_MS = 5_000
const DAY_MS = 86_400_000
/** Days before the end at which it is said. */
const WARNED_AT = [60, 30, 14, 7]
/** From here on somebody must act, and hears it each hour. */
const ALARM_DAYS = 3

const FILES = 'certificate files'
const END = 'certificate'

/** A certificate is exchanged by writing other files (F-49): nobody is cut off, and what does not fit changes nothing. */
export function keepCertificate(parts: CertificateKeeperParts): CertificateKeeper {
  const { files, use, alarms, log, now } = parts
  let pair = parts.first
  const judge = judgeOf(parts)

  function look(): void {
    try {
      const found = readPair(files)
      if (found.digest !== pair.digest) {
        refuseUnfit(found, pair, files, now())
        use(found)
        pair = found
        log('info', END, `another one is in use, until ${dayOf(found.until)}`)
      }
      alarms.clear(FILES)
    } catch (error) {
      if (!(error instanceof CertificateFault)) throw error
      alarms.raise(FILES, `${error.message}; the one before stays in use until ${dayOf(pair.until)}`)
    }
    judge(pair)
  }

  look()
  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    figures: () => [
      '# HELP liaowang_certificate_seconds_left until the certificate ends',
      '# TYPE liaowang_certificate_seconds_left gauge',
      `liaowang_certificate_seconds_left ${Math.floor((pair.until - now()) / 1000)}`,
    ],
    stop: () => clearInterval(timer),
  }
}

/** What helps nobody now does not take the place of what does. */
function refuseUnfit(found: Pair, before: Pair, { cert }: CertificateFiles, now: number): void {
  if (found.until <= now && before.until > now)
    throw new CertificateFault(`TLS_CERT="${cert}" ended on ${dayOf(found.until)}`)
  if (found.from > now) throw new CertificateFault(`TLS_CERT="${cert}" begins only on ${dayOf(found.from)}`)
}

/** Each of the days once for a certificate, and at last an alarm. */
function judgeOf({ files, alarms, log, now }: CertificateKeeperParts): (pair: Pair) => void {
  let of = ''
  let saidAt = Infinity
  return ({ digest, until }) => {
    if (digest !== of) saidAt = Infinity
    of = digest
    const days = (until - now()) / DAY_MS
    const text =
      days <= 0
        ? `it ended on ${dayOf(until)}: browsers refuse the server`
        : `it ends in ${Math.ceil(days)} days, on ${dayOf(until)}`
    const message = `${text}; put another one into TLS_CERT="${files.cert}" and TLS_KEY, no restart is needed`
    const isUrgent = days <= ALARM_DAYS
    if (isUrgent) alarms.raise(END, message)
    else alarms.clear(END)
    const reached = WARNED_AT.findLast(limit => days <= limit) ?? Infinity
    if (reached < saidAt && !isUrgent) log('warn', END, message)
    saidAt = Math.min(saidAt, reached)
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ') + ' UTC'
