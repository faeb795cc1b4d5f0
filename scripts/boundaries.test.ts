import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'

const lines = (count: number, line: string) => `${line}\n`.repeat(count)

// The real configuration, without the rules that need types: snippets belong to no compiled program.
const eslint = new ESLint({
  cwd: `${import.meta.dirname}/..`,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  ],
})

const faults = async (filePath: string, code: string): Promise<string[]> => {
  const [result] = await eslint.lintText(code, { filePath })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

const expectFault = async (rule: string, path: string, code: string) =>
  expect(await faults(path, code), `${path}: ${code}`).toEqual([rule])

const expectFine = async (path: string, code: string) =>
  expect(await faults(path, code), `${path}: ${code}`).toEqual([])

const forbids = async (path: string, ...sources: string[]) => {
  for (const source of sources)
    await expectFault('liaowang/boundaries', path, `import { x } from '${source}'\nx()`)
}

const allows = async (path: string, ...sources: string[]) => {
  for (const source of sources) await expectFine(path, `import { x } from '${source}'\nx()`)
}

test('[BND1] shared stands alone', async () => {
  await forbids(
    'shared/city/apply.ts',
    '../../server/main.ts',
    '../../client/main.ts',
    '../../documents/a.json',
  )
  await forbids('shared/city/apply.ts', 'vue', 'node:fs', 'fs', 'express', 'fast-check', 'chinese-days')
  await allows('shared/city/apply.ts', '../model/fact.ts', './life.ts', 'typebox', 'typebox/schema', 'gcoord')
  await allows('shared/city/apply.test.ts', 'vitest', 'fast-check', 'node:fs', './apply.ts')
  await forbids('shared/city/apply.test.ts', '../../server/journal/open.ts', '../../mock-data/main.ts')
})

test('[BND2] the client knows neither server nor pretend city nor Node', async () => {
  await forbids('client/live/mirror.ts', '../../server/live/room.ts', '../../mock-data/city.ts', 'node:path')
  await allows('client/live/mirror.ts', '../../shared/sync/message.ts', 'socket.io-client', 'vue')
  await forbids('client/wall/Wall.test.ts', '../../server/main.ts')
})

test('[BND3] the server knows neither screens nor the pretend city', async () => {
  await forbids('server/http/app.ts', '../../client/main.ts', '../../mock-data/city.ts')
  await forbids('server/http/app.test.ts', '../../mock-data/city.ts')
  await allows('server/http/app.ts', '../../shared/model/fact.ts', 'express', 'node:http')
})

test('[BND4] the pretend city has no private door', async () => {
  await forbids('mock-data/govsvc/table.ts', '../../server/main.ts', '../../client/main.ts')
  await forbids('mock-data/govsvc/table.ts', '../../shared/kinds/project.ts', '../../shared/model/fact.ts')
  await allows('mock-data/govsvc/table.ts', '../../shared/calendar/civil.ts', '../../shared/areas/areas.ts')
})

test('[BND5] a connector knows no other connector, journal or socket', async () => {
  const connector = 'server/connectors/mqtt/start.ts'
  await forbids(connector, '../webhook/start.ts', '../../journal/open.ts', '../../live/room.ts', 'socket.io')
  await allows(connector, './settings.ts', '../retry.ts', '../../../shared/model/batch.ts', 'mqtt')
  await allows('server/connectors/registry.ts', './mqtt/start.ts', './webhook/start.ts')
  await allows(connector, '../files/taker.ts')
  await forbids('server/connectors/files/taker.ts', '../mqtt/settings.ts')
})

test('[BND6] a widget knows no other widget and no socket', async () => {
  await forbids('client/widgets/light-matrix/view.ts', '../ranking/view.ts', 'socket.io-client')
  await allows('client/widgets/light-matrix/view.ts', './cells.ts', '../tone.ts', '../../charts/line.ts')
})

test('[BND7] echarts stays in charts and map', async () => {
  await forbids('client/widgets/trend/view.ts', 'echarts', 'echarts/core', 'zrender')
  await forbids('server/http/app.ts', 'echarts')
  await allows('client/charts/theme.ts', 'echarts/core')
  await allows('client/map/columns.ts', 'echarts/core')
})

test('[BND8] product code imports no test', async () => {
  await forbids('server/journal/open.ts', './journal.contract.ts', '../../tests/services.ts')
  await allows('server/journal/open.test.ts', './journal.contract.ts', '../../tests/services.ts')
})

test('[BND9] a boundary holds for every way of naming a module', async () => {
  const path = 'client/live/mirror.ts'
  const forms = [
    `export { x } from '../../server/main.ts'`,
    `export * from '../../server/main.ts'`,
    `import type { X } from '../../server/main.ts'\nexport type Y = X`,
    `export type X = import('../../server/main.ts').X`,
    `void import('../../server/main.ts')`,
  ]
  for (const form of forms) await expectFault('liaowang/boundaries', path, form)
  const component = `<script setup lang="ts">\nimport { x } from '../../server/main.ts'\nx()\n</script>\n`
  await expectFault(
    'liaowang/boundaries',
    'client/wall/Wall.vue',
    `${component}<template><div /></template>\n`,
  )
})

test('[BND10] a relative import names its file with the extension', async () => {
  await expectFault('liaowang/extension', 'shared/city/apply.ts', `export { x } from './life'`)
  await expectFine('client/main.ts', `import './fonts.css'\nimport url from './a.svg?url'\nvoid url`)
})

test('[BND11] the environment is read in few places', async () => {
  const read = 'export const port = process.env.PORT'
  for (const path of ['server/http/app.ts', 'mock-data/iot/a.ts', 'client/a.ts']) {
    await expectFault('no-restricted-syntax', path, read)
  }
  for (const path of [
    'server/main.ts',
    'server/config.ts',
    'mock-data/main.ts',
    'scripts/a.ts',
    'tests/a.ts',
  ]) {
    await expectFine(path, read)
  }
  await expectFault('no-restricted-syntax', 'mock-data/iot/a.ts', `const { env } = process\nvoid env`)
  await expectFault(
    'no-restricted-syntax',
    'server/http/a.ts',
    `import { env } from 'node:process'\nvoid env`,
  )
})

test('[BND12] code and patterns are never made from data', async () => {
  for (const path of ['server/http/app.ts', 'shared/mapping/map.ts', 'server/main.ts']) {
    await expectFault('no-restricted-syntax', path, `export const f = (s: string) => new RegExp(s)`)
    await expectFault('no-restricted-syntax', path, `export const f = (s: string) => RegExp(s)`)
    await expectFault('no-eval', path, `export const f = (s: string): unknown => eval(s)`)
    await expectFault('no-new-func', path, `export const f = (s: string) => new Function(s)`)
  }
  await expectFine('shared/mapping/map.ts', `export const digits = /^\\d+$/`)
})

test('[BND13] shared takes nothing from its surroundings', async () => {
  const syntax = ['new Date()', 'new Date(2026, 1, 1)', 'new Date(0).getHours()', '(1).toLocaleString()']
  const names = [
    'performance.now()',
    'process.pid',
    'window.name',
    'document.title',
    'setTimeout(() => 0, 1)',
  ]
  for (const value of syntax)
    await expectFault('no-restricted-syntax', 'shared/a.ts', `export const x = ${value}`)
  for (const value of names)
    await expectFault('no-restricted-globals', 'shared/a.ts', `export const x = ${value}`)
  for (const value of ['Date.now()', 'Math.random()']) {
    await expectFault('no-restricted-properties', 'shared/a.ts', `export const x = ${value}`)
  }
  await expectFault('no-restricted-globals', 'shared/a.ts', `export const x = new Intl.NumberFormat('zh')`)
  await expectFine('shared/a.ts', `export const x = new Date(0).getUTCHours() + Math.floor(1.5)`)
  await expectFine('server/a.ts', `export const x = Date.now() + Math.random()`)
})

test('[BND14] shared and client use only what Chromium 90 has', async () => {
  for (const path of ['shared/a.ts', 'client/a.ts']) {
    for (const call of ['[1].at(-1)', '[1].findLast(Boolean)', '[2, 1].toSorted()'])
      await expectFault('no-restricted-syntax', path, `export const x = ${call}`)
    await expectFault('no-restricted-properties', path, `export const x = Object.hasOwn({}, 'a')`)
    await expectFault('no-restricted-globals', path, `export const x = structuredClone({})`)
    await expectFine(path, `export const x = (fact: { at: number }) => fact.at`)
  }
})

test('[BND17] (T-XSS-01) in the client no text becomes markup', async () => {
  const texts = [
    'export const f = (e: Element, t: string) => { e.innerHTML = t }',
    `export const f = (e: Element, t: string) => e.insertAdjacentHTML('beforeend', t)`,
    'export const f = (t: string) => document.write(t)',
    'export const f = { tooltip: { formatter: (t: string) => t } }',
    'export const f = { toolbox: { feature: { dataView: {} } } }',
    'export const f = (t: string) => ({ innerHTML: t })',
  ]
  for (const text of texts) await expectFault('no-restricted-syntax', 'client/charts/a.ts', text)
  const vue = `<script setup lang="ts">\nconst t = 'x'\n</script>\n\n<template>\n  <p v-html="t" />\n</template>\n`
  await expectFault('vue/no-v-html', 'client/figures/A.vue', vue)
  await expectFine('client/a.ts', `export const f = (e: Element, t: string) => { e.textContent = t }`)
})

test('[BND18] (T-RBAC-01) no route and no event is registered beside the table of permissions', async () => {
  const app = `declare const app: { get(path: string, f: () => void): void }\nexport const f = () => app.get('/api/x', () => {})`
  const socket = `declare const socket: { on(event: string, f: () => void): void }\nexport const f = () => socket.on('join', () => {})`
  for (const text of [app, socket]) {
    await expectFault('no-restricted-syntax', 'server/city/a.ts', text)
    await expectFine('server/access/a.ts', text)
  }
  await expectFine('server/live/a.ts', socket.replace("'join'", "'disconnect'"))
})

test('[BND19] (T-SQLI-01) no text of a statement comes from data', async () => {
  const asking = (expression: string) =>
    `declare const db: { prepare(sql: string): void; exec(sql: string): void }\nconst FROM = 'people'\nexport const f = (name: string) => ${expression}`
  for (const expression of [
    'db.prepare(name)',
    "db.prepare(`SELECT * FROM people WHERE account = '${name}'`)",
    "db.prepare(`SELECT * FROM ${FROM} WHERE account = '${name.trim()}'`)",
    `db.prepare("SELECT * FROM people WHERE account = '" + name + "'")`,
    `db.prepare('SELECT * FROM people'.concat(name))`,
    'db.exec(`DELETE FROM ${name}`)',
    'db.exec(name)',
  ])
    for (const path of ['server/people/a.ts', 'server/access/a.ts', 'server/connectors/sql-poll/a.ts'])
      await expectFault('no-restricted-syntax', path, asking(expression))
  for (const expression of [
    `db.prepare('SELECT * FROM people WHERE account = ?' + ' ORDER BY id')`,
    'db.prepare(`SELECT * FROM ${FROM} WHERE account = ?`)',
    'db.prepare(FROM)',
    '/^a/.exec(name)',
  ])
    await expectFine('server/people/a.ts', asking(expression))
})

test('[BND15] exports are named, save in components and tool configurations', async () => {
  await expectFault('no-restricted-syntax', 'server/a.ts', 'export default 1')
  await expectFault('no-restricted-syntax', 'client/a.ts', 'const a = 1\nexport { a as default }')
  await expectFault('no-restricted-syntax', 'scripts/a.ts', 'export default 1')
  await expectFine('vitest.config.ts', 'export default 1')
})

test('[BND16] files, functions and branches have a limit', async () => {
  await expectFault('max-lines', 'server/a.ts', lines(301, '// a line'))
  await expectFine('server/a.ts', lines(300, '// a line'))
  const long = `export const f = () => {\n${lines(50, '// a line')}}\n`
  await expectFault('max-lines-per-function', 'server/a.ts', long)
  await expectFine('server/a.test.ts', long)
  const branches = lines(10, 'if (x > 1) return 1')
  await expectFault(
    'complexity',
    'server/a.ts',
    `export const f = (x: number) => {\n${branches}return 0\n}\n`,
  )
})
