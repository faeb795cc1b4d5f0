import { relative, sep } from 'node:path'
import type { Rule } from 'eslint'
import { boundaryFault } from './boundaries.ts'

/** Finds what is wrong with an import of `source` in `from` (a path from the repository's root), or null. */
type Check = (from: string, source: string) => string | null

interface ImportingNode {
  readonly source?: { readonly value?: unknown } | null
  readonly argument?: { readonly literal?: { readonly value?: unknown } }
}

const sourceOf = (node: ImportingNode): unknown => node.source?.value ?? node.argument?.literal?.value

/** One visitor for every way a module can be named: import, re-export, `import()`, `import('x').Type`. */
const importRule = (check: Check): Rule.RuleModule => ({
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join('/')
    const visit = (node: Rule.Node) => {
      const source = sourceOf(node as ImportingNode)
      const message = typeof source === 'string' ? check(from, source) : null
      if (message !== null) context.report({ node, message })
    }
    return {
      ImportDeclaration: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
      ImportExpression: visit,
      TSImportType: visit,
    }
  },
})

const EXTENSION = /\.(ts|vue|json|css|js|mjs|svg|png|woff2)(\?.*)?$/

const extensionFault: Check = (_from, source) =>
  source.startsWith('.') && !EXTENSION.test(source)
    ? `name the file with its extension: '${source}.ts'. Node runs these files as they are`
    : null

export const importRules = {
  rules: { boundaries: importRule(boundaryFault), extension: importRule(extensionFault) },
}
