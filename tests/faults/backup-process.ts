// Run by backup.e2e.test.ts in a process of its own, which kills itself after so many steps.
import { makeBackup } from '../../server/backup/make-backup.ts'
import { restoreBackup } from '../../server/backup/restore-backup.ts'

const [what, dataDir = '', place = '', now = '0', steps = '0'] = process.argv.slice(2)
let left = Number(steps)
const onStep = (): void => {
  if (left-- <= 1) process.kill(process.pid, 'SIGKILL')
}
if (what === 'backup')
  await makeBackup({ dataDir, to: place, key: null, keyFiles: [], now: Number(now), version: '1' }, onStep)
else await restoreBackup({ file: place, dataDir, key: null, now: Number(now), by: 'command' }, onStep)
