import { settingsOf, type Connector } from '../connector.ts'
import { keepTaking } from '../files/keep-taking.ts'
import { positionOf } from '../position.ts'
import { keepSession } from './keep-session.ts'
import { privateKeyOf } from './private-key.ts'
import { remoteFolder } from './remote-folder.ts'
import { knownHostOf, SftpDropSettings, SSH_PORT } from './settings.ts'
import { openSession } from './ssh.ts'

/**
 * Takes the files that lie in a folder of another machine, over SFTP. The OpenSSH client of this machine connects and encrypts; nothing is
 * written, renamed or taken away there.
 */
export const sftpDrop: Connector = {
  id: 'sftp-drop',
  settings: SftpDropSettings,
  secrets: ['key'],
  start(given) {
    const settings = settingsOf(SftpDropSettings, given.settings)
    const knownHost = knownHostOf(settings)
    const { host, port = SSH_PORT, user, directory } = settings
    const access = positionOf(given, { host, port, user, directory })
    const identity = { privateKey: privateKeyOf(access.secret('key')), knownHost }
    const session = keepSession(signal => openSession(access, settings, identity, signal))
    const taking = keepTaking(access, settings, remoteFolder(directory, session.lend))
    return {
      async stop() {
        const stopped = taking.stop()
        // What was asked and hangs is broken off, and so is the connection that was just being made.
        await session.stop()
        await stopped
        await session.stop()
      },
    }
  },
}
