/** Who may vouch for people: the directory of the house, and its OpenID provider. */
export const PROVIDERS = ['ldap', 'oidc'] as const
export type Provider = (typeof PROVIDERS)[number]
