import ts from 'typescript'

/** A row of the city's description, or one of its figures: `HW-19`, `HW-19-2`. */
const ROW = /(?<![\w-])((?:IOC|LYX|HW|PRV|STAT)-\d\d)(?:-\d+)?(?![\w-])/g

const rowsIn = (text: string): string[] => [...text.matchAll(ROW)].map(([, row]) => row!)

/** A title that is filled in at run time takes what fills it from the table of its `each`. */
const FILLED = /%[sj]|\$\w/

/**
 * The rows that the title of a test call names: those that stand in it, and, where it is filled in at run time, those
 * that stand literally in its table. A table that is computed names nothing: nobody could look the row up.
 */
export function rowsNamed(call: ts.CallExpression, title: string, file: ts.SourceFile): readonly string[] {
  const table = FILLED.test(title) ? tableOf(call) : undefined
  return [...rowsIn(title), ...(table === undefined ? [] : rowsIn(literally(table, file)))]
}

const tableOf = ({ expression }: ts.CallExpression): ts.Expression | undefined =>
  ts.isCallExpression(expression) ? expression.arguments[0] : undefined

function literally(table: ts.Expression, file: ts.SourceFile): string {
  if (ts.isArrayLiteralExpression(table)) return stringsIn(table).join(' ')
  if (!ts.isIdentifier(table)) return ''
  for (const statement of file.statements)
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && name.text === table.text && initializer !== undefined)
          return literally(initializer, file)
  return ''
}

function stringsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  const found: string[] = []
  node.forEachChild(child => void found.push(...stringsIn(child)))
  return found
}
