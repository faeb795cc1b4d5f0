import type { Fields, Value } from '../../shared/model/value.ts'

type Mask = (text: string) => string

/**
 * A document stays in the journal for ever and is shown to every operator: neither a password nor anybody's number may stand in it.
 * Of a mapping only the first is asked: the codes of an upstream look like anything.
 */
export function toldSecrets({ mapping, ...spoken }: Fields, mask: Mask): string[] {
  return [...within(spoken, mask, ''), ...within(mapping ?? null, text => text, '/mapping')]
}

function within(value: Value, mask: Mask, where: string): string[] {
  if (typeof value === 'string') return faultsOf(value, mask, where)
  if (Array.isArray(value)) return value.flatMap((each: Value, i) => within(each, mask, `${where}/${i}`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value as Fields).flatMap(([name, each]) => within(each, mask, `${where}/${name}`))
}

function faultsOf(text: string, mask: Mask, where: string): string[] {
  if (hasUser(text)) return [`${where}: an address with a user or a password in it; name a secret instead`]
  return mask(text) === text ? [] : [`${where}: what looks like somebody's name, number or address`]
}

/** Of `scheme://user:password@host` and `scheme://token@host`. */
function hasUser(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username !== '' || password !== ''
}
