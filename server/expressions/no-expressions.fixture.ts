import type { Evaluate } from './evaluator.ts'

/** For mappings that have none: to be asked is a fault. */
export const noExpressions: Evaluate = () => Promise.reject(new Error('no mapping here has an expression'))
