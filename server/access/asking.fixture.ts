import express from 'express'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NOBODY, type Person, type Principal } from '../../shared/access/principal.ts'
import { ROLES, type Role } from '../../shared/access/roles.ts'
import { callerAs } from './callers.ts'
import { areas } from './routes.fixture.ts'
import { answerBadBody, Routes } from './routes.ts'

export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly text: string
}

const WHOLE: Person['scope'] = { areas: 'all', departments: 'all' }

/** Routes alone over HTTP, asked by a person of one role, whose account is named like it, or by nobody. */
export async function askingRoutes(serve: (routes: Routes) => void, scope = WHOLE) {
  const app = express()
  const logs: string[] = []
  serve(
    new Routes(app, {
      callerOf: ({ headers }) => callerAs(areas, principalOf(headers['x-test-role'], scope), '192.0.2.1'),
      log: (_level, _of, message) => void logs.push(message),
    }),
  )
  app.use(answerBadBody)
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const ask = async (
    as: Role | 'nobody',
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answered> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'x-test-role': as, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /^application\/json\b/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, text, body: isJson ? JSON.parse(text) : null }
  }
  const stop = () => {
    server.closeAllConnections()
    return new Promise<void>(resolve => server.close(() => resolve()))
  }
  return { ask, stop, logs }
}

function principalOf(header: unknown, scope: Person['scope']): Principal {
  const role = ROLES.find(each => each === header)
  if (role === undefined) return NOBODY
  return { type: 'person', id: '1', session: 's', account: role, roles: [role], scope, stage: 'full' }
}
