import { reasonIn, type Words } from '../language/entrance.ts'

/** What follows the sign in the address of the entrance is how somebody came back from the provider of the house. */
const told = (): string => (location.pathname === '/enter' ? location.hash.slice(1) : '')

/** Let in, so that nothing is asked any more. */
export const hasComeBack = (): boolean => told() === 'come'

/** Why it let nobody in; '' where somebody just opened the page. */
export const refusalBrought = (words: Words): string => (told() in words ? reasonIn(words, told(), '') : '')
