import { BY_HAND } from '../../../shared/submissions/manual.ts'
import { faultsOfForm, SubmissionForm } from '../../../shared/submissions/form.ts'
import { FeedError, type Connector } from '../connector.ts'

/**
 * 填报: what a department filled in, once somebody else approved of it (server/submissions). Its settings are the form. Nothing is said
 * at the start: that the product runs again does not make a number new that nobody filled in.
 */
export const submission: Connector = {
  id: BY_HAND,
  settings: SubmissionForm,
  secrets: [],
  start(access) {
    const faults = faultsOfForm(access.settings)
    if (faults.length > 0)
      throw new FeedError(`the form cannot be filled in: ${faults.join('; ')}`, {
        blame: 'config',
        retry: false,
      })
    return {
      stop: () => Promise.resolve(),
      file: records => access.take({ records }),
    }
  },
}
