import type { Outcome } from '../../../shared/audit/record.ts'
import { objectOf } from '../exporting.ts'
import { contentOf, type AuditLine } from '../reading.ts'

/** "log audit" (RFC 5424, 6.2.1). */
const FACILITY = 13
const SEVERITY: { readonly [outcome in Outcome]: number } = { done: 6, refused: 4, failed: 3 }
/** Somebody has changed the record: critical. */
const BROKEN = 2
const APP = 'liaowang'
/** Before a text in UTF-8. */
const MARK = '\uFEFF'

/** One record as one message of RFC 5424, behind its length (RFC 6587 3.4.1, RFC 5425 4.3). What it says is the line of an export. */
export function framed(line: AuditLine, host: string): Buffer {
  const message = Buffer.from(messageOf(line, host))
  return Buffer.concat([Buffer.from(`${message.length} `), message])
}

function messageOf(line: AuditLine, host: string): string {
  const content = contentOf(line.line)
  const severity = (content && SEVERITY[content.outcome]) ?? BROKEN
  const at = content !== null && ISO.test(String(content.at)) ? content.at : '-'
  const header = [
    `<${8 * FACILITY + severity}>1`,
    at,
    named(host, 255),
    APP,
    '-',
    named(content?.action, 32),
    '-',
  ]
  return `${header.join(' ')} ${MARK}${objectOf(line)}`
}

const ISO = /^[0-9T:.+-]{29}$/

/** PRINTUSASCII of so many characters; - is none. */
function named(text: unknown, most: number): string {
  const printable = (typeof text === 'string' ? text : '').replaceAll(/[^!-~]/g, '').slice(0, most)
  return printable === '' ? '-' : printable
}
