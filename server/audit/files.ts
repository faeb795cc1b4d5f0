import { join } from 'node:path'

/** The files of the audit. A copy takes them in this order: then none of them speaks of what a later one lacks. */
export interface AuditFiles {
  /** How far the records go, as of the last one. */
  readonly head: string
  /** The anchors again, a line each, to be carried off. */
  readonly anchors: string
  readonly records: string
  readonly publicKey: string
  readonly key: string
}

/** `keyFile`: where the key is, if not among the others. */
export const auditFiles = (folder: string, keyFile: string | null = null): AuditFiles => ({
  head: join(folder, 'audit-head'),
  anchors: join(folder, 'audit-anchors.log'),
  records: join(folder, 'audit.db'),
  publicKey: join(folder, 'audit.pub'),
  key: keyFile ?? join(folder, 'audit.key'),
})

/** Up to where a copy went to another machine. */
export const syslogFile = (folder: string): string => join(folder, 'audit-syslog')

/** What is given up when the disk is full; it says nothing. */
export const ballastFile = (folder: string): string => join(folder, 'audit-ballast')
