import { FeedError } from '../connectors/connector.ts'

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** To try the same again would not help: a connector ends its connection, and its feed has failed. */
export const lasting = (cause: unknown): FeedError =>
  new FeedError(messageOf(cause), { blame: 'ours', retry: false, fault: 'other', cause })
