import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, ConsumeMessage } from 'amqplib'
import { FeedError, settingsOf, type Connector, type FeedAccess, type Page } from '../connector.ts'
import { Gathering } from '../gathering.ts'
import { refuseUserInfo } from '../http-answer.ts'
import { keepListening, type Standing } from '../listening.ts'
import { pageOf } from '../message.ts'
import { brokenOff, dial, openLook, openQueue, type Dialled } from './connection.ts'
import { flowOf, type Flow } from './flow.ts'
import { AmqpSettings } from './settings.ts'

const PREFETCH = 200
/** Each that is lent and given back counts as a delivery, of which some queues allow only so many. */
const LOOKED_AT = 5
const FAREWELL_MS = 2_000

/**
 * Consumes a queue of RabbitMQ, or of another broker that speaks AMQP 0-9-1. A message is one record, or one for each element of a
 * JSON list: `{exchange, routingKey, levels, data}`. It is acknowledged after the commit.
 */
export const amqp: Connector = {
  id: 'amqp',
  settings: AmqpSettings,
  secrets: ['password'],
  isPushed: true,
  start(access) {
    const settings = settingsOf(AmqpSettings, access.settings)
    refuseUserInfo(settings)
    const password = access.hasSecret('password') ? access.secret('password') : 'guest'
    return keepListening(access, async signal => {
      const dialled = await dial(access, settings, password, signal)
      const consuming = new Consuming(access, settings, dialled)
      await consuming.begin()
      return consuming.standing
    })
  },
}

class Consuming {
  readonly #access: FeedAccess
  readonly #settings: AmqpSettings
  readonly #dialled: Dialled
  readonly #gathering: Gathering
  readonly #flow: Flow
  /** Null before it is there and once it is not: then nothing can be acknowledged, and all of it comes again. */
  #channel: Channel | null = null
  #isOpen = true
  #isStopped = false
  #fail: (error: unknown) => void = () => undefined
  readonly standing: Standing

  constructor(access: FeedAccess, settings: AmqpSettings, dialled: Dialled) {
    this.#access = access
    this.#settings = settings
    this.#dialled = dialled
    this.#gathering = new Gathering(access)
    this.#gathering.stuck.catch((error: unknown) => this.#fail(error))
    this.#flow = flowOf(dialled.model)
    const ended = new Promise<never>((_resolve, reject) => {
      this.#fail = error => reject(brokenOff(error))
    })
    // It may end before anybody waits for it.
    ended.catch(() => undefined)
    this.standing = { ended, close: () => this.#close() }
    dialled.model.on('error', error => this.#fail(error))
    dialled.model.on('close', error => {
      this.#isOpen = false
      this.#channel = null
      this.#fail(error ?? new Error('the broker closed the connection'))
    })
  }

  async begin(): Promise<void> {
    const isTrial = this.#access.isTrial === true
    const { prefetch = PREFETCH } = this.#settings
    const open = isTrial ? openLook : openQueue
    try {
      const { channel, queue } = await open(this.#dialled.model, this.#settings, error => this.#fail(error))
      channel.on('close', () => (this.#channel = null))
      this.#channel = channel
      await channel.prefetch(isTrial ? LOOKED_AT : prefetch)
      await channel.consume(queue, message => this.#hear(message))
      this.#access.log('debug', `listening to ${queue}`)
    } catch (error) {
      await this.#close()
      throw brokenOff(error)
    }
  }

  #hear(message: ConsumeMessage | null): void {
    if (message === null) {
      const reason = `the queue ${this.#settings.queue} is gone`
      return this.#fail(new FeedError(reason, { blame: 'config', retry: true, fault: 'moved' }))
    }
    // What comes while it stops is not acknowledged, and comes again.
    if (this.#isStopped) return
    // The broker sends no more than the prefetch, and that of large messages is too much.
    this.#flow.pass(room =>
      this.#gathering.add(
        recordsOf(message),
        room,
        () => this.#channel?.ack(message),
        message.content.length,
      ),
    )
  }

  async #close(): Promise<void> {
    this.#isStopped = true
    await this.#gathering.stop()
    // Its farewell is to be read.
    this.#flow.open()
    const { model, cut } = this.#dialled
    if (!this.#isOpen) return
    const closed = new Promise<void>(resolve => model.once('close', () => resolve()))
    this.#farewell().catch((error: unknown) =>
      this.#access.log('debug', `the broker did not say farewell: ${String(error)}`),
    )
    const patience = new AbortController()
    const late = sleep(FAREWELL_MS, undefined, { signal: patience.signal }).then(cut, () => undefined)
    await closed
    patience.abort()
    await late
  }

  /** The channel first: the word that ends the connection may overtake what the channel still has to acknowledge. */
  async #farewell(): Promise<void> {
    await this.#channel?.close()
    await this.#dialled.model.close()
  }
}

function recordsOf({ content, fields: { exchange, routingKey } }: ConsumeMessage): Page {
  const levels = routingKey.split('.')
  return pageOf(content, routingKey, data => ({ exchange, routingKey, levels, data }))
}
