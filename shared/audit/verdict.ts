/**
 * What can be wrong with a record, the chain, or what stands beside it.
 *
 * `altered`: it is not what was written. `missing`: it was written and is not there. `foreign`: it was not written by this server.
 * `broken`: it was written, but does not follow the one before it. `anchor`, `head`, `seal`: one of them is not genuine, or says
 * something else than the records do. `schema`: what keeps records from being changed is gone. `file`: the file itself is damaged.
 */
export const FAULT_KINDS = [
  ...(['altered', 'missing', 'foreign', 'broken'] as const),
  ...(['anchor', 'head', 'seal', 'schema', 'file'] as const),
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export interface AuditFault {
  readonly kind: FaultKind
  /** The record, or the first and the last of several; null where it is about no record. */
  readonly from: number | null
  readonly to: number | null
  readonly what: string
}

/** How a verification came out. */
export interface Verdict {
  readonly isIntact: boolean
  /** Epoch milliseconds at which it began, and how long it took. */
  readonly at: number
  readonly ms: number
  readonly records: number
  /** First and last record that is there; 0 where there are none. */
  readonly first: number
  readonly last: number
  readonly anchors: number
  /** Of the public key that anchors are signed with. */
  readonly key: string
  /** At most a thousand of them. */
  readonly faults: readonly AuditFault[]
  readonly faultCount: number
}

/** How the copy on another machine stands. */
export interface CopyStanding {
  /** `tls://10.1.2.3:6514` */
  readonly to: string
  /** Why nothing can be sent; null: all is well. */
  readonly down: string | null
  /** Epoch milliseconds since when it is so. */
  readonly since: number
  /** The last record that was handed over. */
  readonly sent: number
  /** How many wait. */
  readonly waiting: number
}

/** How the audit stands now. */
export interface AuditStanding {
  /** Why nothing can be written, and no privileged change is possible; null: all is well. */
  readonly down: string | null
  /** Room was short, and some of what is kept back for that was used. */
  readonly isReserveUsed: boolean
  readonly keepDays: number
  /** Epoch milliseconds of the first record that is kept; null: none yet. */
  readonly since: number | null
  readonly records: number
  /** null: no copy is sent anywhere. */
  readonly copy: CopyStanding | null
  readonly verification: {
    readonly isRunning: boolean
    readonly verdict: Verdict | null
    /** Why the last one could not be brought to an end. */
    readonly failure: string | null
  }
}
