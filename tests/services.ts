import { jetstreamManager } from '@nats-io/jetstream'
import { connect as connectToNats } from '@nats-io/transport-node'
import { connect as connectToRabbit } from 'amqplib'
import { createConnection } from 'mysql2/promise'
import { connectAsync } from 'mqtt'
import pg from 'pg'
import { describe, test } from 'vitest'
import { findSshd, greetSshd } from '../server/connectors/sftp-drop/sshd-for-tests.ts'

interface Service {
  readonly title: string
  readonly url: string
  /** Logs in and asks something small: an open port alone is not a service. Rejects when there is none. */
  readonly greet: (url: string, patienceMs: number) => Promise<void>
}

const greetPostgres = async (url: string, patienceMs: number) => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs })
  // Without a listener a connection that breaks later would end the process.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('select 1')
  await client.end()
}

const greetMaria = async (url: string, patienceMs: number) => {
  const connection = await createConnection({ uri: url, connectTimeout: patienceMs })
  await connection.query('select 1')
  await connection.end()
}

const greetMosquitto = async (url: string, patienceMs: number) => {
  const client = await connectAsync(url, { connectTimeout: patienceMs, reconnectPeriod: 0 })
  await client.endAsync()
}

const greetRabbit = async (url: string, patienceMs: number) => {
  const connection = await connectToRabbit(url, { timeout: patienceMs })
  // Without a listener a connection that breaks later would end the process.
  connection.on('error', () => undefined)
  const channel = await connection.createChannel()
  await channel.close()
  await connection.close()
}

const greetNats = async (url: string, patienceMs: number) => {
  const connection = await connectToNats({ servers: url, timeout: patienceMs, reconnect: false })
  await jetstreamManager(connection)
  await connection.close()
}

/** The real services that tests speak to, most of them at their standard local ports. */
export const SERVICES = {
  postgres: { title: 'PostgreSQL', url: 'postgres://postgres@127.0.0.1:5432/postgres', greet: greetPostgres },
  maria: { title: 'MariaDB', url: 'mysql://root@127.0.0.1:3306/test', greet: greetMaria },
  mosquitto: { title: 'Mosquitto', url: 'mqtt://127.0.0.1:1883', greet: greetMosquitto },
  rabbit: { title: 'RabbitMQ', url: 'amqp://127.0.0.1:5672', greet: greetRabbit },
  nats: { title: 'NATS', url: 'nats://127.0.0.1:4222', greet: greetNats },
  /** Each test starts its own, so its address is that of the program. */
  sshd: { title: 'OpenSSH server', url: findSshd() ?? '/usr/sbin/sshd', greet: greetSshd },
} as const satisfies Record<string, Service>

export type ServiceName = keyof typeof SERVICES

/** Why the service cannot be used, or null when it answers within `patienceMs`. */
export const serviceFault = async (
  { title, url, greet }: Service,
  patienceMs = 2000,
): Promise<string | null> => {
  try {
    await greet(url, patienceMs)
    return null
  } catch (error) {
    return `no ${title} at ${url}: ${error instanceof Error ? error.message || error.name : String(error)}`
  }
}

/** What becomes of tests whose service has this fault. */
export const verdict = (fault: string | null, required: boolean): 'run' | 'skip' | 'fail' => {
  if (fault === null) return 'run'
  return required ? 'fail' : 'skip'
}

const fail = (title: string, fault: string) =>
  describe(title, () => {
    test('its service answers', () => {
      throw new Error(fault)
    })
  })

/**
 * A `describe` of tests that need a real service; `body` gets its address. Without the service they are skipped with
 * one line that says so, and with REQUIRE_SERVICES=1 they fail. Await it at the top of the test file.
 */
export const describeWith = async (name: ServiceName, title: string, body: (url: string) => void) => {
  const { url } = SERVICES[name]
  const fault = await serviceFault(SERVICES[name])
  switch (verdict(fault, process.env.REQUIRE_SERVICES === '1')) {
    case 'run':
      return describe(title, () => body(url))
    case 'fail':
      return fail(title, fault ?? '')
    case 'skip':
      console.warn(`skipped: ${title}: ${fault}`)
      return describe.skip(title, () => body(url))
  }
}

/**
 * Those rows of a table whose service answers; null needs none. The rule is the same as of `describeWith`: of the others one line each is said,
 * and with REQUIRE_SERVICES=1 a test fails. Await it at the top of the test file.
 */
export const rowsWith = async <Row extends { readonly service: ServiceName | null }>(
  title: string,
  rows: readonly Row[],
): Promise<readonly Row[]> => {
  const names = [...new Set(rows.flatMap(({ service }) => (service === null ? [] : [service])))]
  const missing = new Set<ServiceName>()
  for (const name of names) {
    const fault = await serviceFault(SERVICES[name])
    const becomes = verdict(fault, process.env.REQUIRE_SERVICES === '1')
    if (becomes === 'run') continue
    missing.add(name)
    if (becomes === 'fail') fail(`${title} (${name})`, fault ?? '')
    else console.warn(`skipped: ${title} (${name}): ${fault}`)
  }
  return rows.filter(({ service }) => service === null || !missing.has(service))
}
