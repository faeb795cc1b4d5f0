/** A numbered promise of a SPEC.md, and where it stands. */
export interface Rule {
  readonly id: string
  readonly at: string
}

const RULE = /^\s*[-*] \[([A-Z]{1,4}\d+)\] \S/
const FENCE = /^\s*(```|~~~)/

/** The rules of one SPEC.md. Fenced blocks are examples, not rules. */
export const rulesOf = (path: string, markdown: string): Rule[] => {
  const rules: Rule[] = []
  let fenced = false
  for (const [index, line] of markdown.split('\n').entries()) {
    if (FENCE.test(line)) fenced = !fenced
    const id = fenced ? undefined : RULE.exec(line)?.[1]
    if (id !== undefined) rules.push({ id, at: `${path}:${index + 1}` })
  }
  return rules
}
