import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChannelDocument, ChannelForm } from '../../shared/alerts/document.ts'
import type { Fields } from '../../shared/model/value.ts'
import { openReach } from '../connectors/feed-for-tests.ts'
import { openTrust } from '../trust/database.ts'
import { Deliveries, DELIVERY_TABLES, type DeliveryEvent, type Delivery } from './deliveries.ts'
import { createPost, type Post } from './post.ts'
import { Sending } from './sending.ts'

export const NOW = 1_795_363_200_000
export const SIGN = 'a-word-to-sign-with'
export const TEXT = '【II级告警】燃气压力越限\n地点：白塔区\nhttps://city.example/console/alerts/a-1'

interface Heard {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Fields
  readonly raw: string
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers?: { readonly [name: string]: string }
}

/** A robot on this machine, which answers as its service documents, and what is sent to it. */
export class Robot {
  readonly heard: Heard[] = []
  readonly deliveries = new Deliveries(openTrust(':memory:', [DELIVERY_TABLES]))
  answer: Answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' }
  /** Time passes by this; somebody sets the clock by `setBy`. */
  now = NOW
  setBy = 0
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://robot')
        const raw = Buffer.concat(chunks).toString()
        const [path, query] = [url.pathname, url.searchParams]
        this.heard.push({ path, query, headers: request.headers, raw, body: JSON.parse(raw) as Fields })
        response.writeHead(this.answer.status, this.answer.headers).end(this.answer.body)
      })
    })
  }

  async open(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  get place(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  sendingTo(
    channels: readonly ChannelDocument[],
    secrets: { readonly [name: string]: string } = {},
    post: Post = createPost(openReach),
  ): Sending {
    const { place, deliveries } = this
    const all: { readonly [name: string]: string } = {
      ...{ ADDRESS: `http://${place}/send?key=token`, OTHER: `http://${place}/other`, SIGN },
      ...secrets,
    }
    return new Sending({
      ...{ deliveries, post, channels: () => channels, random: () => 1 },
      ...{ now: () => this.now + this.setBy, elapsed: () => this.now },
      secret: name => all[name],
      mayBePlain: each => each === place,
    })
  }

  queue(alert = 'a-1', event: DeliveryEvent = 'raised', to = 'duty'): boolean {
    return this.deliveries.add({
      ...{ alert, event, channel: to, at: this.now + this.setBy },
      message: {
        ...{ title: '【II级告警】燃气压力越限', text: '地点：白塔区', severity: 2, at: NOW },
        link: 'https://city.example/console/alerts/a-1',
      },
    })
  }

  standing(): readonly Pick<Delivery, 'state' | 'tries' | 'why'>[] {
    return this.deliveries.newest().map(({ state, tries, why }) => ({ state, tries, why }))
  }
}

export const channel = (form: ChannelForm, sign?: string): ChannelDocument => ({
  ...{ id: 'duty', title: { zh: '值班群', en: '' }, form, address: 'ADDRESS' },
  ...(sign === undefined ? {} : { sign }),
})

export const OTHER: ChannelDocument = { ...channel('cloudevents'), id: 'other', address: 'OTHER' }
