import type { FeedDocument } from '../model/documents.ts'

/** The connector of what people fill in, by its id. */
export const BY_HAND = 'submission'

/** Whether people fill it in (填报): wherever its numbers are shown it is said. */
export const isManual = ({ connector }: Pick<FeedDocument, 'connector'>): boolean => connector === BY_HAND
