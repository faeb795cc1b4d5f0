import type { Rule } from './rules.ts'
import type { Title } from './titles.ts'

const duplicates = (rules: readonly Rule[]): string[] => {
  const first = new Map<string, string>()
  const faults: string[] = []
  for (const { id, at } of rules) {
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, at)
    else faults.push(`${at}: [${id}] is already the number of a rule at ${earlier}`)
  }
  return faults
}

const unknown = (rules: readonly Rule[], titles: readonly Title[]): string[] => {
  const known = new Set(rules.map(rule => rule.id))
  return titles.flatMap(({ ids, at }) =>
    ids.filter(id => !known.has(id)).map(id => `${at}: no SPEC.md has a rule [${id}]`),
  )
}

const untested = (rules: readonly Rule[], titles: readonly Title[]): string[] => {
  const tested = new Set(titles.filter(title => title.runs).flatMap(title => title.ids))
  return rules.filter(rule => !tested.has(rule.id)).map(({ id, at }) => `${at}: no running test says [${id}]`)
}

/** Everything in which the rules and the tests disagree. */
export const disagreements = (rules: readonly Rule[], titles: readonly Title[]): string[] => [
  ...duplicates(rules),
  ...unknown(rules, titles),
  ...untested(rules, titles),
]
