import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Reading } from '../../shared/model/fact.ts'

/** The fastest level: higher ones save some hundredths of what this one leaves. */
const PACKING = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Readings of a batch name the same measures, places and devices over and over: a fifth to a seventh of their text is left. */
export const packReadings = (readings: readonly Reading[]): Uint8Array =>
  zstdCompressSync(JSON.stringify(readings), PACKING)

export const unpackReadings = (packed: Uint8Array): Reading[] =>
  JSON.parse(zstdDecompressSync(packed).toString()) as Reading[]
