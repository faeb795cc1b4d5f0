/** One rule of a style as it was written: its selectors, and its declarations. */
export interface WrittenRule {
  readonly selector: string
  readonly declarations: readonly (readonly [name: string, value: string])[]
}

/** The rules in the text of a built style: no comments are left in it, and no nesting but that of @media and @keyframes. */
export function rulesIn(css: string): WrittenRule[] {
  const rules: WrittenRule[] = []
  for (const [, selector = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = body
      .split(/;(?![^(]*\))/)
      .filter(each => each.includes(':'))
      .map(
        each => [each.slice(0, each.indexOf(':')).trim(), each.slice(each.indexOf(':') + 1).trim()] as const,
      )
    rules.push({ selector: selector.trim(), declarations })
  }
  return rules
}

/** Runs in the page: what of these rules the browser does not know. */
export function unknownOf(rules: readonly WrittenRule[]): string[] {
  const unknown: string[] = []
  for (const { selector, declarations } of rules) {
    const isSelector = !/^(@|from|to$|\d)/.test(selector)
    // A part of an element (::before) is no selector to this question.
    const asked = selector.replace(/::[\w-]+/g, '')
    if (isSelector)
      for (const each of asked.split(/,(?![^(]*\))/))
        if (!CSS.supports(`selector(${each.trim() || '*'})`)) unknown.push(each)
    for (const [name, value] of declarations)
      if (isSelector && !name.startsWith('--') && !CSS.supports(name, value.replace(/!important$/, '')))
        unknown.push(`${name}:${value}`)
  }
  return [...new Set(unknown)]
}
