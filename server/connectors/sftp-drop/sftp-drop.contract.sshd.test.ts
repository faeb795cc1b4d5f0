import { describeWith } from '../../../tests/services.ts'
import { connectorContract } from '../connector.contract.ts'
import { sftpDrop } from './sftp-drop.ts'
import { sshdForTests } from './sshd-for-tests.ts'

const RSA = `ssh-rsa ${'A'.repeat(60)}`

await describeWith('sshd', 'SFTP', () => {
  connectorContract({
    connector: sftpDrop,
    faults: [
      [{ host: '-oProxyCommand=x' }, '/host'],
      [{ host: 'user@host' }, '/host'],
      [{ port: 0 }, '/port'],
      [{ user: '-x' }, '/user'],
      [{ hostKey: 'SHA256:abc' }, '/hostKey'],
      [{ hostKey: RSA }, '/hostKey'],
      [{ directory: '' }, '/directory'],
      [{ format: 'doc' }, '/format'],
      [{ columns: [] }, '/columns'],
      [{ everySeconds: 0 }, '/everySeconds'],
      [{ folder: 'in' }, 'additional'],
    ],
    open: async () => {
      const server = await sshdForTests()
      let files = 0
      const lay = (text: string) => server.lay(`${++files}.csv`, text)
      return {
        settings: {
          ...{ host: '127.0.0.1', port: server.port, user: server.user, hostKey: server.hostKey },
          ...{
            directory: server.folder,
            pattern: '*.csv',
            format: 'csv',
            columns: ['number'],
            everySeconds: 1,
          },
        },
        secrets: { key: server.privateKey },
        say: async numbers =>
          lay(['number,note', ...numbers.map(number => `${number},演示数据`)].join('\r\n')),
        numberOf: record => Number((record as { number: string }).number),
        garbage: async () => lay('no table at all'),
        away: server.away,
        awayIs: 'unreachable',
        close: server.close,
      }
    },
  })
})
