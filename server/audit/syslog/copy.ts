import type { CopyStanding } from '../../../shared/audit/verdict.ts'
import type { AuditReader } from '../audit-reader.ts'
import type { AuditLine } from '../reading.ts'
import { NOTHING_SENT, readSent, writeSent, type Sent } from './cursor.ts'
import { openLink, type Link } from './link.ts'
import { framed } from './message.ts'
import { placeOf, type SyslogSetting } from './setting.ts'

/**
 * What the machine took so long ago, and the connection has not broken since, the other machine has: a system gives up on bytes that
 * nobody acknowledges after some fifteen minutes, and breaks the connection.
 */
const SURE_AFTER_MS = 30 * 60_000
const RETRY_MS = 1_000

export interface CopyParts {
  readonly setting: SyslogSetting
  readonly file: string
  readonly reader: Pick<AuditReader, 'ask'>
  /** The name of this machine. */
  readonly host: string
  readonly now: () => number
  /** Monotonic milliseconds. */
  readonly clock: () => number
  readonly say: (level: 'warn' | 'info', message: string) => void
  readonly sureAfterMs?: number
  readonly retryMs?: number
}

/** What was handed over since there is a connection. */
interface Run {
  sent: Sent
  marks: (Sent & { readonly at: number })[]
  isChecked: boolean
}

/** Sends every record to another machine, in order, from where it is sure to have them: after a break some come twice, none is missing (F-55). */
export class SyslogCopy {
  readonly #parts: CopyParts
  readonly #to: string
  readonly #link: Link
  /** Up to where the other side is sure to have them. */
  #sure: Sent
  #run: Run | null = null
  #sending: Promise<void> | null = null
  #isPoked = false
  #isStopped = false
  #down: string | null = 'there is no connection yet'
  #since: number
  readonly #said = new Set<string>()

  constructor(parts: CopyParts) {
    this.#parts = parts
    this.#to = placeOf(parts.setting)
    this.#since = parts.now()
    this.#sure = readSent(parts.file, this.#to)
    this.#link = openLink({
      setting: parts.setting,
      retryMs: parts.retryMs ?? RETRY_MS,
      onUp: () => this.#goUp(),
      onDown: why => this.#goDown(why),
    })
  }

  /** There may be records that were not sent. Returns at once: nothing waits for the other machine. */
  poke(): void {
    this.#isPoked = true
    if (this.#sending !== null || this.#run === null || this.#isStopped) return
    this.#sending = this.#send(this.#run).finally(() => {
      this.#sending = null
      if (this.#isPoked && this.#run !== null) setImmediate(() => this.poke())
    })
  }

  /** From time to time: another process may have written, and what was sent may have become sure. */
  tick(): void {
    this.#becomeSure(this.#parts.clock() - (this.#parts.sureAfterMs ?? SURE_AFTER_MS))
    this.poke()
  }

  standing(last: number): CopyStanding {
    const { n } = this.#run?.sent ?? this.#sure
    return { to: this.#to, down: this.#down, since: this.#since, sent: n, waiting: Math.max(0, last - n) }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    const isTaken = await this.#link.stop()
    await this.#sending
    if (isTaken) this.#becomeSure(Number.POSITIVE_INFINITY)
  }

  #goUp(): void {
    this.#down = null
    this.#since = this.#parts.now()
    this.#run = { sent: this.#sure, marks: [], isChecked: false }
    this.#said.delete(DOWN)
    this.#parts.say('info', `the copy of the audit goes to ${this.#to}`)
    this.poke()
  }

  #goDown(why: string): void {
    if (this.#run !== null) this.#since = this.#parts.now()
    this.#run = null
    this.#down = why
    this.#sayOnce(DOWN, `to ${this.#to}: ${why}. It will be, in order, from where it was`)
  }

  async #send(run: Run): Promise<void> {
    try {
      if (!run.isChecked) await this.#check(run)
      while (this.#isOn(run)) {
        this.#isPoked = false
        const lines = await this.#parts.reader.ask({ type: 'lines', filter: {}, after: run.sent.n })
        if (lines.length === 0 || !this.#isOn(run)) return
        this.#isPoked = true
        if (!(await this.#handOver(run, lines))) return
      }
    } catch (error) {
      // The next tick tries again.
      this.#isPoked = false
      this.#sayOnce(UNREAD, `now: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  readonly #isOn = (run: Run): boolean => this.#run === run && !this.#isStopped

  async #handOver(run: Run, lines: readonly AuditLine[]): Promise<boolean> {
    const { host, clock } = this.#parts
    const last = lines[lines.length - 1]
    if (last === undefined) return true
    if (!(await this.#link.write(Buffer.concat(lines.map(line => framed(line, host)))))) return false
    run.sent = { n: last.n, hash: last.hash }
    run.marks.push({ ...run.sent, at: clock() })
    this.#said.delete(UNREAD)
    return true
  }

  /** What stands where we were must be what was sent: a restored chain goes on otherwise from there. */
  async #check(run: Run): Promise<void> {
    const { n, hash } = run.sent
    const [span, row] = [
      await this.#parts.reader.ask({ type: 'span' }),
      await this.#parts.reader.ask({ type: 'one', n }),
    ]
    const isAnother = n > 0 && (row === null ? span.first === 0 || span.first <= n : row.hash !== hash)
    if (isAnother) {
      this.#parts.say(
        'warn',
        `record ${n} is not the one that was sent to ${this.#to}: all are sent from the first`,
      )
      run.sent = NOTHING_SENT
    } else if (n > 0 && span.first > n + 1)
      this.#parts.say(
        'warn',
        `records ${n + 1} to ${span.first - 1} were too old to be kept, and never came to ${this.#to}`,
      )
    run.isChecked = true
  }

  #becomeSure(before: number): void {
    const { marks } = this.#run ?? { marks: [] }
    const count = marks.findLastIndex(({ at }) => at <= before) + 1
    const last = marks.splice(0, count)[count - 1]
    if (last === undefined) return
    this.#sure = { n: last.n, hash: last.hash }
    try {
      writeSent(this.#parts.file, this.#to, this.#sure)
      this.#said.delete(UNKEPT)
    } catch (error) {
      // It only means that more of them come twice.
      this.#sayOnce(UNKEPT, String(error))
    }
  }

  #sayOnce(what: string, why: string): void {
    if (!this.#said.has(what)) this.#parts.say('warn', `${what} ${why}`)
    this.#said.add(what)
  }
}

const DOWN = 'the copy of the audit cannot be sent'
const UNREAD = 'the records for the copy of the audit cannot be read'
const UNKEPT = 'up to where the copy of the audit went cannot be written down:'
