import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kinds } from '../../shared/kinds/registry.ts'
import type { Config } from '../config.ts'
import { loadDocuments } from '../documents/load.ts'
import { auditFiles } from '../audit/files.ts'
import { AUDIT_KEY, auditVerifies } from './audit-verifies.ts'
import { readBackupKey } from './backup-key.ts'
import { cityOpens } from './city-opens.ts'
import type { KeyFile } from './contents.ts'
import type { Trial } from './trial.ts'

const SHIPPED = fileURLToPath(new URL('../../documents', import.meta.url))

/** What a backup of this installation is made of, and with. */
export interface BackupSetting {
  readonly dataDir: string
  readonly folder: string
  readonly key: Buffer | null
  readonly keyFiles: readonly KeyFile[]
}

/** Throws a ConfigError where the key cannot be read. */
export const backupSetting = ({ dataDir, backup, secretsKeyFile, audit }: Config): BackupSetting => ({
  dataDir,
  folder: resolve(backup.folder),
  key: readBackupKey(backup.keyFile),
  keyFiles: [
    { name: 'secrets.key', path: secretsKeyFile },
    { name: AUDIT_KEY, path: auditFiles(dataDir, audit.keyFile).key },
  ],
})

/** Where the documents of the city are. */
export const homeOf = ({ cityDir }: Config): string => cityDir ?? SHIPPED

/** What a restored folder must pass, beside being whole. `home` has the documents of the city. */
export const trials = (keyFiles: readonly KeyFile[], home: string): readonly Trial[] => [
  cityOpens({ ...loadDocuments(home, kinds, () => undefined), kinds }),
  auditVerifies(keyFiles),
]
