import { readFileSync } from 'node:fs'
import { KEY_BYTES } from '../archive/sealing.ts'
import { ConfigError } from '../config-error.ts'

const HEX = /^[0-9a-f]{64}$/i

/** The key of encrypted backups: 32 bytes as 64 hex digits, in a file that is kept elsewhere. null: backups are not encrypted. */
export function readBackupKey(file: string | null): Buffer | null {
  if (file === null) return null
  const how = 'make one with: head -c 32 /dev/urandom | od -An -vtx1 | tr -d " \\n"'
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(`configuration: BACKUP_KEY_FILE="${file}" cannot be read; ${how}`, { cause: error })
  }
  if (!HEX.test(text))
    throw new ConfigError(
      `configuration: BACKUP_KEY_FILE="${file}" must hold ${KEY_BYTES * 2} hex digits and nothing else; ${how}`,
    )
  return Buffer.from(text, 'hex')
}
