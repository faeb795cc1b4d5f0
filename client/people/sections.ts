import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Who } from '../../shared/people/wire.ts'

export const ADMIN_SECTIONS = ['people', 'policy', 'screens', 'zones', 'secrets', 'audit'] as const
export type AdminSection = (typeof ADMIN_SECTIONS)[number]

/**
 * The console: how feeds report, what was set aside, what numbers and scenes are made of, the words it is all written in, how departments
 * did, and what was raised.
 */
export const CONSOLE_SECTIONS = [
  'feeds',
  'quarantine',
  'documents',
  'codes',
  'aliases',
  'areas',
  'organisation',
  'calendar',
  'scorecard',
  'alerts',
] as const
export type Section = AdminSection | (typeof CONSOLE_SECTIONS)[number]

/** With which permission a section can be looked at at all. */
export const NEEDED: { readonly [section in Section]: PermissionName } = {
  feeds: 'feeds.see',
  quarantine: 'quarantine.mend',
  scorecard: 'scorecard.see',
  documents: 'documents.publish',
  codes: 'documents.publish',
  aliases: 'documents.publish',
  areas: 'documents.publish',
  organisation: 'documents.publish',
  alerts: 'alert.handle',
  people: 'people.view',
  policy: 'policy.view',
  calendar: 'calendar.edit',
  screens: 'screens.view',
  zones: 'zones.view',
  secrets: 'secrets.view',
  audit: 'audit.view',
}

/** What a person finds under administration; what he may not look at is not there for him. */
export const sectionsOf = (who: Who | null): AdminSection[] =>
  ADMIN_SECTIONS.filter(section => who?.person?.permissions.includes(NEEDED[section]) === true)

/** Where a person enters the console; null: he may not. */
export const consoleOf = (who: Who | null): (typeof CONSOLE_SECTIONS)[number] | null =>
  CONSOLE_SECTIONS.find(section => who?.person?.permissions.includes(NEEDED[section]) === true) ?? null

export const mayAdminister = (who: Who | null): boolean => sectionsOf(who).length > 0
