import { draw } from '../random.ts'

/** 91 is an enterprise; no area has the code 219999, so no real one can have such a credit code. */
const HEAD = '91219999'
/** GB 32100-2015: without I, O, S, V and Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const DRAWN = 5
/** GB 11714 weighs the eight signs of an organisation so, and its letters go on from 10 without a gap. */
const ORGANISATION_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

const weighed = (text: string, signs: string, weightAt: (place: number) => number): number =>
  [...text].reduce((sum, sign, place) => sum + signs.indexOf(sign) * weightAt(place), 0)

function withOrganisationCheck(eight: string): string {
  const rest = (11 - (weighed(eight, ORGANISATION_SIGNS, place => ORGANISATION_WEIGHTS[place]!) % 11)) % 11
  return `${eight}${rest === 10 ? 'X' : rest}`
}

function withCheck(seventeen: string): string {
  const sum = weighed(seventeen, SIGNS, place => 3 ** place % SIGNS.length)
  return `${seventeen}${SIGNS[(SIGNS.length - (sum % SIGNS.length)) % SIGNS.length]}`
}

/** 统一社会信用代码 of an invented enterprise: in every pretend system the same, whatever name it is known by there. */
export function creditCodeOf(name: string): string {
  let left = Math.floor(draw('credit code', name) * SIGNS.length ** DRAWN)
  let drawn = ''
  for (let i = 0; i < DRAWN; i++) {
    drawn += SIGNS[left % SIGNS.length]
    left = Math.floor(left / SIGNS.length)
  }
  return withCheck(`${HEAD}${withOrganisationCheck(`MA0${drawn}`)}`)
}
