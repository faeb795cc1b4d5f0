// Run by lift.e2e.test.ts in a process of its own, which kills itself after so many statements.
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../../server/journal/database.ts'

const [file = '', statements = '0'] = process.argv.slice(2)
let left = Number(statements)
const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  for (const statement of sql.split(/(?<=;)/)) {
    exec.call(this, statement)
    if (left-- <= 1) process.kill(process.pid, 'SIGKILL')
  }
}
openDatabase(file).close()
