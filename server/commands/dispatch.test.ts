import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { FolderInUse } from '../journal/folder-lock.ts'
import { TrustError } from '../trust/database.ts'
import { CommandFault, type Command } from './command.ts'
import { dispatch } from './dispatch.ts'

const took: (readonly string[])[] = []
const command = (name: string, run: Command['run'] = args => void took.push([name, ...args])): Command => ({
  name,
  usage: '[--to <folder>]',
  summary: `what ${name} does`,
  run,
})

const failing = (error: unknown) =>
  command('fail', () => {
    throw error
  })

async function called(words: string, commands: readonly Command[]) {
  const said: string[] = []
  const complained: string[] = []
  took.length = 0
  const code = await dispatch(
    words.split(' ').filter(word => word !== ''),
    commands,
    { environment: {}, now: () => 0, say: line => said.push(line) },
    line => complained.push(line),
  )
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

test('[CMD1] a command is found by its words and given what follows them', async () => {
  const commands = [command('backup'), command('audit verify')]
  expect(await called('backup --to x', commands)).toEqual({ code: 0, said: '', complained: '' })
  expect(took).toEqual([['backup', '--to', 'x']])
  expect((await called('audit verify all', commands)).code).toBe(0)
  expect(took).toEqual([['audit verify', 'all']])
})

test('[CMD1] what does not exist ends with 2 and the list; help is no fault', async () => {
  const commands = [command('backup'), command('audit verify')]
  const unknown = await called('audit burn', commands)
  expect([unknown.code, took]).toEqual([2, []])
  expect(unknown.complained).toContain('there is no command "audit"')
  expect(unknown.complained).toContain('audit verify [--to <folder>]  what audit verify does')
  for (const words of ['', 'help', '--help']) {
    const help = await called(words, commands)
    expect([help.code, help.complained]).toEqual([0, ''])
    expect(help.said).toContain('backup [--to <folder>]')
  }
  const one = await called('backup --help', commands)
  expect([one.code, one.said.includes('audit'), took]).toEqual([0, false, []])
  expect((await called('help nothing', commands)).code).toBe(2)
})

test('[CMD1] an option that does not exist is told with the usage', async () => {
  const strict = command('backup', args => void parseArgs({ args: [...args], options: { to: { type: 'string' } } })) // oxfmt-ignore
  const wrong = await called('backup --form x', [strict])
  expect([wrong.code, wrong.complained]).toEqual([2, expect.stringContaining("'--form'")])
  expect(wrong.complained).toContain('usage: npm run liaowang -- backup [--to <folder>]')
  expect((await called('backup --to', [strict])).code).toBe(2)
})

test('[CMD2] a fault is a sentence and its code; one of our own keeps its stack', async () => {
  for (const [error, code] of [
    [new CommandFault(1, 'it is broken: take another'), 1],
    [new CommandFault(2, 'it is broken: take another'), 2],
    [new ConfigError('it is broken: take another'), 2],
    [new FolderInUse('it is broken: take another'), 2],
    [new TrustError('it is broken: take another'), 1],
  ] as const)
    expect(await called('fail', [failing(error)])).toEqual({ code, said: '', complained: 'it is broken: take another' }) // oxfmt-ignore
  const ours = await called('fail', [failing(new TypeError('x is not a function'))])
  expect([ours.code, ours.complained]).toEqual([1, expect.stringMatching(/TypeError: x is not.*\n +at /)])
})
