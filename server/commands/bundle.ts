import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import packageJson from '../../package.json' with { type: 'json' }
import { makeBundle } from '../bundle/make-bundle.ts'
import { CommandFault, type Command } from './command.ts'

const ROOT = join(import.meta.dirname, '..', '..')

const options = {
  to: { type: 'string' },
  node: { type: 'string' },
  platform: { type: 'string' },
} as const

export const bundle: Command = {
  name: 'bundle',
  usage: '[--to <folder>] [--node <binary> --platform <system>-<processor>]',
  summary: 'packs everything into one file, for a machine without internet',
  async run(args, { environment, say }) {
    const { values } = parseArgs({ args: [...args], options })
    if ((values.node === undefined) !== (values.platform === undefined))
      throw new CommandFault(2, 'bundle: --node and --platform are given together')
    const made = await makeBundle({
      root: ROOT,
      to: resolve(values.to ?? 'dist'),
      node: { file: values.node ?? process.execPath, version: packageJson.dependencies.node },
      platform: values.platform ?? `${process.platform}-${process.arch}`,
      ...{ name: packageJson.name, version: packageJson.version, license: packageJson.license },
      key: keyIn(environment['BUNDLE_KEY_FILE'] ?? ''),
    })
    say(`${made.path}  ${(made.bytes / 1e6).toFixed(1)} MB, ${made.packages} packages`)
  },
}

function keyIn(file: string): string | null {
  if (file === '') return null
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CommandFault(2, `configuration: BUNDLE_KEY_FILE="${file}" cannot be read`, { cause: error })
  }
}
