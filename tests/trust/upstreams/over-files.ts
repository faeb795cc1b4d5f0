import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sshdForTests } from '../../../server/connectors/sftp-drop/sshd-for-tests.ts'
import type { Places, Told, Typed, Walk } from './upstream.ts'

const HEADER = '事件编号,事件名称,上报时间,更新时间'
const places: Places = { number: '事件编号', title: '事件名称', at: '更新时间', event: '上报时间' }

function tableOf(events: readonly Told[]): string {
  const rows = events.map(({ number, title, happened, changed }) =>
    [number, title, happened, changed].join(','),
  )
  return `${[HEADER, ...rows].join('\r\n')}\r\n`
}

const typedFiles: Typed = [
  ['pattern', 'events-*.csv'],
  ['format', 'csv'],
  ['everySeconds', '1'],
  ['columns', HEADER.replaceAll(',', '\n')],
]

/** Files in a folder, which somebody moves away. */
export const fileWalk: Walk = {
  ...{ connector: 'file-drop', id: 'walk-files', service: null, secret: null, places },
  said: '投放的文件夹或文件打不开。本平台:查文件夹是否存在及其权限。',
  async open({ folder }) {
    const drop = join(folder, 'walk-drop')
    mkdirSync(drop)
    let files = 0
    const tell = async (events: readonly Told[]) =>
      writeFileSync(join(drop, `events-${files++}.csv`), tableOf(events))
    return {
      typed: [['folder', 'walk-drop'], ...typedFiles],
      ...{ place: null, tell },
      breakOff: async () => renameSync(drop, `${drop}-away`),
      comeBack: async events => {
        renameSync(`${drop}-away`, drop)
        await tell(events)
      },
      close: async () => undefined,
    }
  },
}

/** Files at a real OpenSSH server, in whose place another one answers. */
export const sftpWalk: Walk = {
  ...{ connector: 'sftp-drop', id: 'walk-sftp', service: 'sshd', secret: 'key', places },
  said: '对方的主机密钥与登记的不符,已拒绝连接。接入设置:先向来源系统核实是否更换过,不可直接照改。',
  async open() {
    const server = await sshdForTests()
    let files = 0
    const tell = async (events: readonly Told[]) => server.lay(`events-${files++}.csv`, tableOf(events))
    const answerAs = async (isAnother: boolean) => {
      server.answerAs(isAnother)
      await server.away(true)
      await server.away(false)
    }
    return {
      typed: [
        ['host', '127.0.0.1'],
        ['port', String(server.port)],
        ['user', server.user],
        ['hostKey', server.hostKey],
        ['directory', server.folder],
        ...typedFiles,
      ],
      ...{ place: `127.0.0.1:${server.port}`, secret: server.privateKey, tell },
      breakOff: () => answerAs(true),
      comeBack: async events => {
        await answerAs(false)
        await tell(events)
      },
      close: server.close,
    }
  },
}
