import { Type, type Static } from 'typebox'

/** Part of each name in the archive: an older program then refuses it by the first of them. */
export const BACKUP_FORMAT = 1
const FOLDER = /^liaowang-backup-(\d{1,4})\/(.{1,80})$/
export const MANIFEST = 'manifest.json'

export const pathOf = (name: string): string => `liaowang-backup-${BACKUP_FORMAT}/${name}`

/** Of which format an archive is, and the name without it; null: it is no backup of ours. */
export function readPath(path: string): { readonly format: number; readonly name: string } | null {
  const match = FOLDER.exec(path)
  return match === null ? null : { format: Number(match[1]), name: match[2] ?? '' }
}

const Count = Type.Integer({ minimum: 0 })

/** What a database held in the moment of which the backup is: `PRAGMA user_version`, and rows by table. */
const Held = Type.Object({ file: Type.String(), format: Count, rows: Type.Record(Type.String(), Count) })
export type Held = Static<typeof Held>

/** Where the city's journal stood: its last entry, that one's instant, and the run that wrote last. */
const Place = Type.Object({
  seq: Count,
  at: Type.Union([Count, Type.Null()]),
  run: Type.Union([Type.String(), Type.Null()]),
})
export type Place = Static<typeof Place>

const PackedFile = Type.Object({ name: Type.String(), size: Count, sha256: Type.String() })

export const Manifest = Type.Object({
  format: Count,
  /** Of the program that made it. */
  version: Type.String(),
  madeAt: Count,
  journal: Place,
  databases: Type.Array(Held),
  files: Type.Array(PackedFile),
})
export type Manifest = Static<typeof Manifest>
