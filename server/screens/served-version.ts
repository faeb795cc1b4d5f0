import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An upgrade is seen so soon. */
const KEPT_MS = 5_000

/** Of the pages in a folder, as their build wrote it (`scripts/client-build/version-plugin.ts`); '' where there are none. */
export function servedVersion(clientDir: string, now: () => number): () => string {
  let read = { version: '', at: Number.NEGATIVE_INFINITY }
  return () => {
    if (Math.abs(now() - read.at) >= KEPT_MS) read = { version: versionIn(clientDir), at: now() }
    return read.version
  }
}

function versionIn(clientDir: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(clientDir, 'version.json'), 'utf8')) as {
      readonly version?: unknown
    }
    return typeof version === 'string' ? version : ''
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
