import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The city's own file: without it there is no backup. */
export const CITY = 'city.db'
/** People, sessions, screens, zones, secrets. */
export const TRUST = 'trust.db'
/** What reports by photo show: after the city, whose reports lean on them. */
export const PHOTOS = 'photos.db'

/**
 * In this order their moments are taken: what is done with people and screens, and its audit, is never older than what came of it.
 * An effect without its record cannot be in a backup, a record without its effect can.
 */
const DATABASES = [CITY, PHOTOS, TRUST, 'audit.db'] as const

/**
 * Small files beside them that are needed to go on. Those of the audit are copied before its records: then none of them speaks of what the
 * records lack.
 */
const FILES = ['clock.json', 'audit-head', 'audit-anchors.log', 'audit.pub'] as const

/** Keys open everything else that is in the backup: they go only into one that is encrypted. */
export interface KeyFile {
  /** In the backup: `secrets.key`. */
  readonly name: string
  readonly path: string
}

const KEY_NAME = /^[a-z0-9-]{1,60}\.key$/

/** What of a data folder belongs into its backup. */
export const databasesIn = (folder: string): string[] =>
  DATABASES.filter(name => existsSync(join(folder, name)))

export const filesIn = (folder: string): string[] => FILES.filter(name => existsSync(join(folder, name)))

/** Whether a name in an archive is one that may be put into a data folder. */
export const isContent = (name: string): boolean =>
  isDatabase(name) || isKey(name) || FILES.some(known => known === name)

export const isDatabase = (name: string): boolean => DATABASES.some(known => known === name)

export const isKey = (name: string): boolean => KEY_NAME.test(name)
