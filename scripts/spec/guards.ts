import ts from 'typescript'

const isCallOf = (node: ts.Node, object: string, name: string): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === name &&
  ts.isIdentifier(node.expression.expression) &&
  node.expression.expression.text === object

const isProperty = (node: ts.Node): boolean => isCallOf(node, 'fc', 'assert')

/** `expect(…)` itself, which every assertion begins with. */
const isExpectation = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'expect'

function find(node: ts.Node, wanted: (node: ts.Node) => boolean): ts.Node[] {
  const found = wanted(node) ? [node] : []
  ts.forEachChild(node, child => void found.push(...find(child, wanted)))
  return found
}

/** The function that is handed to `test(…)`, in which the property is stated; the file itself for one that is stated in none. */
function testAround(node: ts.Node, file: ts.SourceFile): ts.Node {
  let outermost: ts.Node = file
  for (let each = node.parent; each !== file; each = each.parent)
    if (ts.isFunctionLike(each) && !isGrouping(each)) outermost = each
  return outermost
}

/** A function that only holds tests: of `describe`, or of a contract suite. */
const isGrouping = (node: ts.Node): boolean =>
  find(
    node,
    each => ts.isCallExpression(each) && ts.isIdentifier(each.expression) && each.expression.text === 'test',
  ).length > 0

/**
 * A search that found nothing to try passes as well as one that found no fault. So behind the last property of a test something is
 * expected of what the search met, outside of it: that things were counted, that the rare case came up.
 */
export function unguardedIn(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const last = new Map<ts.Node, ts.Node>()
  for (const property of find(file, isProperty)) last.set(testAround(property, file), property)
  return [...last].flatMap(([around, property]) => {
    const guarded = find(around, isExpectation).some(each => each.pos >= property.end)
    const line = file.getLineAndCharacterOfPosition(property.getStart(file)).line + 1
    return guarded ? [] : [`${path}:${line}: nothing is expected of what this property met`]
  })
}
