import { amqpWalk, mqttWalk, natsWalk } from './over-brokers.ts'
import { fileWalk, sftpWalk } from './over-files.ts'
import { capWalk, httpPollWalk, tokenWalk, webhookWalk, websocketWalk } from './over-http.ts'
import { mariaWalk, postgresWalk, sqliteWalk } from './over-tables.ts'
import type { Walk } from './upstream.ts'

/** Each way in which an upstream is connected; one of them at least for every connector that an operator may choose. */
export const WALKS: readonly Walk[] = [
  ...[httpPollWalk, tokenWalk, capWalk, websocketWalk, webhookWalk],
  ...[mqttWalk, amqpWalk, natsWalk],
  ...[postgresWalk, mariaWalk, sqliteWalk, fileWalk, sftpWalk],
]
