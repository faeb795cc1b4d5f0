/** A row as text and numbers; times as the database writes them, numbers that a double cannot hold as text. */
export type SqlRow = { readonly [column: string]: SqlValue }
export type SqlValue = string | number | null

/** A database that is only read. `?` stands for a value in every dialect. */
export interface SqlSource {
  query(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>
  /** The condition under which a row has a place in the order of (time, key). */
  placed(time: string, key: string): string
  /** Breaks off what is being asked. The next question opens a connection again. */
  close(): Promise<void>
}

export const STATEMENT_TIMEOUT_MS = 30_000
export const CONNECT_TIMEOUT_MS = 10_000

/** One answer may have so many bytes: what is beyond would be this process's memory. */
export const ANSWER_BYTES = 16 * 2 ** 20

export const tooLarge = (): Error =>
  new Error(`its answer is larger than ${ANSWER_BYTES / 2 ** 20} MB: ask for fewer rows (settings.rows)`)

/** Where columns have a type, only what is missing has no place. */
export const placedByType = (time: string, key: string): string =>
  `${time} IS NOT NULL AND ${key} IS NOT NULL`

const LONGEST_BLOB = 64

/** Bytes as SQL writes them: what a blob holds is nothing to read, but shows that one is there. */
export const blobText = (blob: Uint8Array): string =>
  `x'${Buffer.from(blob.subarray(0, LONGEST_BLOB)).toString('hex')}'`
