// node scripts/types.ts [--jobs=2]: checks the types of every part with the settings of that part.
import { globSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inLanes, ROOT, runCommand, seconds } from './command.ts'

interface Part {
  readonly name: string
  readonly tool: 'tsc' | 'vue-tsc'
  readonly config: string
  /** Any file of the part: the compiler takes a part without files for an error. */
  readonly files: string
}

const part = (name: string, tool: Part['tool'] = 'tsc'): Part => ({
  name,
  tool,
  config: `${name}/tsconfig.json`,
  files: `${name}/**/*.{ts,vue}`,
})

// Longest first, so that the last one to finish is short.
const PARTS: readonly Part[] = [
  { name: 'tests', tool: 'tsc', config: 'tsconfig.test.json', files: 'scripts/*.ts' },
  part('client', 'vue-tsc'),
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
