/**
 * What a person is in the house; a reporter is out in the streets, and sees nothing of it but his own reports. The last three are the separate administrators that 等保三级 asks for (GB/T 22239 8.1.5.1–3):
 * whoever is one of them is nothing else (T-RBAC-02), so that nobody can do everything.
 */
export const ROLES = [
  'viewer',
  'reporter',
  'leader',
  'officer',
  'operator',
  'sysadmin',
  'secadmin',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

export const ADMINISTRATORS: readonly Role[] = ['sysadmin', 'secadmin', 'auditor']

/** Who can change what walls show or who gets in needs a second factor (GB/T 22239 8.1.4.1d, T-MFA-01). */
export const NEED_SECOND_FACTOR: readonly Role[] = ['operator', ...ADMINISTRATORS]

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

/** Why one person cannot be all of these; null when it can. */
export function conflictOf(roles: readonly Role[]): string | null {
  const administrator = roles.find(role => ADMINISTRATORS.includes(role))
  if (administrator === undefined || roles.length === 1) return null
  return `whoever is ${administrator} is nothing else`
}
