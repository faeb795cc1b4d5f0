import { settingsOf, type Connector } from '../connector.ts'
import { keepTaking } from '../files/keep-taking.ts'
import { localFolder } from './local-folder.ts'
import { FileDropSettings } from './settings.ts'

/** Takes the files that others lay into a folder: daily exports, and what comes over from another network zone. */
export const fileDrop: Connector = {
  id: 'file-drop',
  settings: FileDropSettings,
  secrets: [],
  start(access) {
    const settings = settingsOf(FileDropSettings, access.settings)
    return keepTaking(access, settings, localFolder(access.fileOf(settings.folder)))
  },
}
