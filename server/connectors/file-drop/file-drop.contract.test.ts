import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectorContract } from '../connector.contract.ts'
import { fileDrop } from './file-drop.ts'

connectorContract({
  connector: fileDrop,
  faults: [
    [{ folder: '' }, '/folder'],
    [{ format: 'doc' }, '/format'],
    [{ columns: [] }, '/columns'],
    [{ everySeconds: 0 }, '/everySeconds'],
    [{ folders: 'in' }, 'additional'],
  ],
  open: async () => {
    const root = mkdtempSync(join(tmpdir(), 'drop-'))
    const folder = join(root, 'in')
    mkdirSync(folder)
    let files = 0
    const lay = (text: string) => {
      writeFileSync(join(root, 'being written'), text)
      renameSync(join(root, 'being written'), join(folder, `${++files}.csv`))
    }
    return {
      settings: { folder, pattern: '*.csv', format: 'csv', columns: ['number'], everySeconds: 1 },
      say: async numbers => lay(['number,note', ...numbers.map(number => `${number},演示数据`)].join('\r\n')),
      numberOf: record => Number((record as { number: string }).number),
      garbage: async () => lay('no table at all'),
      away: async on => (on ? renameSync(folder, `${folder}-gone`) : renameSync(`${folder}-gone`, folder)),
      awayIs: 'folder',
      close: async () => rmSync(root, { recursive: true }),
    }
  },
})
