import { expect, test } from 'vitest'
import { FeedError } from '../connector.ts'
import { databaseFault } from './database-fault.ts'

const coded = (code: string, message = 'said so') => Object.assign(new Error(message), { code })

test.each([
  ['denied', 'config', coded('28P01')],
  ['denied', 'config', coded('42501')],
  ['denied', 'config', coded('ER_ACCESS_DENIED_ERROR')],
  ['denied', 'config', coded('ER_TABLEACCESS_DENIED_ERROR')],
  ['moved', 'config', coded('42P01')],
  ['moved', 'config', coded('ER_NO_SUCH_TABLE')],
  ['moved', 'config', new Error('no such table: cases')],
  ['folder', 'config', new Error('unable to open database file')],
  ['busy', 'upstream', coded('53300')],
  ['busy', 'upstream', coded('ER_CON_COUNT_ERROR')],
  ['slow', 'upstream', coded('57014')],
  ['slow', 'upstream', new Error('Query read timeout')],
  ['slow', 'upstream', new Error('no answer within 20 s')],
  ['down', 'upstream', coded('57P03')],
  ['unreachable', 'upstream', coded('ECONNREFUSED')],
  ['unreachable', 'upstream', new Error('Connection terminated unexpectedly')],
  ['unreachable', 'upstream', new AggregateError([coded('ECONNREFUSED')])],
  ['database', 'upstream', new Error('file is not a database')],
  ['database', 'upstream', 'a text'],
])('[SQLP16] %s, of the %s: %s', (fault, blame, cause) => {
  expect(databaseFault(cause)).toMatchObject({ fault, blame, retry: true })
})

test('[SQLP16] what was told already stays as it was told', () => {
  const told = new FeedError('no zone', { blame: 'config', retry: true, fault: 'zone' })
  expect(databaseFault(told)).toBe(told)
})
