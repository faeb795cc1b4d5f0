/** Entries for `no-restricted-syntax`; the option replaces earlier ones, so lists are joined per folder. */
interface Ban {
  readonly selector: string
  readonly message: string
}

const method = (names: string) =>
  `CallExpression[callee.type='MemberExpression'][callee.property.name=${names}]`

export const defaultExports: readonly Ban[] = [
  { selector: 'ExportDefaultDeclaration', message: 'named exports only: one name everywhere' },
  { selector: "ExportSpecifier[exported.name='default']", message: 'named exports only' },
]

const ENVIRONMENT = 'the environment is read in main.ts and server/config.ts only'

export const environment: readonly Ban[] = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: ENVIRONMENT },
  {
    selector: "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    message: ENVIRONMENT,
  },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']",
    message: ENVIRONMENT,
  },
]

export const patterns: readonly Ban[] = [
  {
    selector:
      ":matches(NewExpression, CallExpression)[callee.name='RegExp']:not([arguments.0.type='Literal'])",
    message: 'a pattern made from data can hang the loop: write it as a literal, or compare strings',
  },
]

const STATEMENT =
  'a statement is written out, with ? for what comes from elsewhere; of its text only an UPPER_CASE constant may be put in (or say why)'
const CONSTANT = 'Identifier[name=/^[A-Z][A-Z0-9_]*$/]'
const ASKED = [
  "CallExpression[callee.property.name='prepare']:not([callee.object.property.name='secondFactors'])",
  // exec is a word of patterns too.
  "CallExpression[callee.property.name='exec'][callee.object.name=/^(db|database|connection)$/]",
  "CallExpression[callee.property.name='exec'][callee.object.property.name='db']",
]

/** Text of a statement that may come from data (T-SQLI-01). */
export const statements: readonly Ban[] = ASKED.flatMap(asked =>
  [
    `${asked} > .arguments:not(Literal, TemplateLiteral, BinaryExpression, ${CONSTANT})`,
    `${asked} > TemplateLiteral.arguments > .expressions:not(${CONSTANT})`,
    `${asked} > BinaryExpression.arguments :not(Literal, BinaryExpression)`,
  ].map(selector => ({ selector, message: STATEMENT })),
)

const DECLARED = 'routes and events are declared: Routes.on, onEvent (server/access)'

/** Whoever registers beside the table of permissions lets everybody in (T-RBAC-01). */
export const undeclared: readonly Ban[] = [
  {
    selector:
      'CallExpression[callee.object.name=/^(app|express|router)$/][callee.property.name=/^(get|post|put|patch|delete|head|all|route)$/]',
    message: DECLARED,
  },
  {
    selector:
      "CallExpression[callee.object.name='socket'][callee.property.name=/^(on|once|onAny)$/]:not([arguments.0.value='disconnect'])",
    message: DECLARED,
  },
]

/** A figure's own text lacks its 万 (FIG9). */
export const bareNumbers: readonly Ban[] = [
  {
    selector:
      "MemberExpression[property.name='text'] > CallExpression.object:matches([callee.name=/^(figureOf|deltaOf)$/], [callee.property.name='figure'])",
    message: 'its 万 would be lost: figureText, bareText or writtenOut',
  },
]

const LATER = 'not in Chromium 90'

const MARKUP = 'a text of an upstream could become markup: write text (textContent, a canvas, a template)'

/** Ways in which a text becomes markup: tooltips and data views of charts take HTML, too (T-XSS-01). */
export const markup: readonly Ban[] = [
  {
    selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: MARKUP,
  },
  {
    selector: method('/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|write|writeln)$/'),
    message: MARKUP,
  },
  {
    selector: 'Property[key.name=/^(innerHTML|outerHTML|srcdoc|formatter|dataView|sublink|extraCssText)$/]',
    message: MARKUP,
  },
]

/** What the oldest browser of the walls does not have: for `shared/` and `client/`. */
export const later: readonly Ban[] = [
  { selector: method('/^(at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with)$/'), message: LATER },
]
const LOCALE = 'the outcome depends on the locale of the machine'
const LOCAL_TIME = 'the outcome depends on the time zone of the machine: use shared/calendar'
const CLOCK = 'time is an argument'

/** What would make `shared/` depend on the moment, the machine or a newer browser. */
export const purity: readonly Ban[] = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
  { selector: "NewExpression[callee.name='Date'][arguments.length>1]", message: LOCAL_TIME },
  {
    selector: method('/^[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)$/'),
    message: LOCAL_TIME,
  },
  { selector: 'MemberExpression[property.name=/^toLocale/]', message: LOCALE },
  { selector: method("'localeCompare'"), message: LOCALE },
  { selector: 'MetaProperty', message: 'shared/ does not ask where it runs' },
]

const property = (object: string, name: string, message: string) => ({ object, property: name, message })

export const laterProperties = [
  property('Object', 'hasOwn', LATER),
  property('Object', 'groupBy', LATER),
  property('Map', 'groupBy', LATER),
  property('Array', 'fromAsync', LATER),
  property('Promise', 'withResolvers', LATER),
  property('Promise', 'try', LATER),
  property('AbortSignal', 'timeout', LATER),
  property('AbortSignal', 'any', LATER),
  property('crypto', 'randomUUID', LATER),
]

export const laterGlobals = [
  { name: 'structuredClone', message: LATER },
  { name: 'Temporal', message: LATER },
  { name: 'navigation', message: LATER },
]

export const impureProperties = [
  ...laterProperties,
  property('Date', 'now', CLOCK),
  property('Math', 'random', 'chance is an argument'),
]

const MACHINE = 'shared/ runs everywhere and touches nothing'

export const impureGlobals = [
  ...[
    'performance',
    'process',
    'window',
    'document',
    'navigator',
    'location',
    'globalThis',
    'self',
    'global',
  ],
  ...['localStorage', 'sessionStorage', 'fetch', 'crypto', 'Buffer', 'require'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
]
  .map(name => ({ name, message: MACHINE }))
  .concat({ name: 'Intl', message: LOCALE }, ...laterGlobals)
