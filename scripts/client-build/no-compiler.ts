/**
 * Stands for vue-i18n's message compiler in the browser: our messages are functions when they reach it (client/language/i18n.ts),
 * so there is nothing to compile. A text that is none is our fault and is said as such.
 */
const nothingToCompile = (): never => {
  throw new Error('language: a message reached vue-i18n as text; i18n.ts makes functions of them')
}

export const baseCompile = nothingToCompile
export const createCompileError = nothingToCompile
export const defaultOnError = nothingToCompile
export const detectHtmlTag = (): boolean => false
export const CompileErrorCodes = {}
/** Where the codes of vue-i18n's own errors begin. */
export const COMPILE_ERROR_CODES_EXTEND_POINT = 17
