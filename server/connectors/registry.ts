import { amqp } from './amqp/amqp.ts'
import { capAtom } from './cap-atom/cap-atom.ts'
import type { Connector } from './connector.ts'
import { fileDrop } from './file-drop/file-drop.ts'
import { form } from './form/form.ts'
import { httpPoll } from './http-poll/http-poll.ts'
import { mqttConnector } from './mqtt/mqtt-connector.ts'
import { nats } from './nats/nats.ts'
import { sftpDrop } from './sftp-drop/sftp-drop.ts'
import { sqlPoll } from './sql-poll/sql-poll.ts'
import { submission } from './submission/submission.ts'
import { webhook } from './webhook/webhook.ts'
import { websocket } from './websocket/websocket.ts'

/** One line per connector. */
export const connectors: ReadonlyMap<string, Connector> = new Map(
  [
    ...[webhook, httpPoll, capAtom, websocket, mqttConnector, amqp, nats],
    ...[sqlPoll, fileDrop, sftpDrop, form, submission],
  ].map(connector => [connector.id, connector] as const),
)
