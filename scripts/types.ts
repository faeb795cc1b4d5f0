// node scripts/types.ts [--jobs=2]: checks the types of every part with the settings of that part.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { inLanes, ROOT, runCommand, seconds } from './command.ts'

/**
 * The native compiler needs a quarter of the processor’s time. vue-tsc and the linter’s rules stand on the API of the one
 * before, which stays beside it. By path: both packages call their command `tsc`.
 */
const NATIVE = join(dirname(fileURLToPath(import.meta.resolve('typescript-native/package.json'))), 'bin/tsc')

interface Part {
  readonly name: string
  readonly tool: string
  readonly config: string
  /** Any file of the part: the compiler takes a part without files for an error. */
  readonly files: string
}

const part = (name: string, tool = NATIVE): Part => ({
  name,
  tool,
  config: `${name}/tsconfig.json`,
  files: `${name}/**/*.{ts,vue}`,
})

// Longest first, so that the last one to finish is short.
const PARTS: readonly Part[] = [
  part('client', 'vue-tsc'),
  { name: 'tests', tool: NATIVE, config: 'tsconfig.test.json', files: 'scripts/*.ts' },
  part('server'),
  part('mock-data'),
  part('shared'),
  part('bench'),
]

const hasFiles = (pattern: string): boolean => globSync(pattern, { cwd: ROOT }).length > 0

const check = async ({ name, tool, config, files }: Part): Promise<boolean> => {
  if (!hasFiles(files)) {
    console.log(`types: ${name}: no files yet`)
    return true
  }
  const memory = `node_modules/.cache/types/${name}.tsbuildinfo`
  const { code, output, milliseconds } = await runCommand(tool, [
    ...['--project', config, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', memory],
  ])
  console.log(`types: ${name}: ${code === 0 ? 'fine' : 'FAILED'}, ${seconds(milliseconds)}`)
  if (code !== 0) console.log(output)
  return code === 0
}

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '2' } } })
const failed: string[] = []
await inLanes(PARTS, Number(values.jobs), async each => {
  if (!(await check(each))) failed.push(each.name)
})
if (failed.length > 0) {
  console.log(`types: FAILED in ${failed.sort().join(', ')}`)
  process.exitCode = 1
}
