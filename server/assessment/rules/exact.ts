/**
 * Points are counted in whole thousandths, as integers. No fraction is ever held, so that a sum does not depend on its order and the
 * same input gives the same bytes. Where something is divided it is rounded once, by the scheme's rule, to the scheme's decimals.
 */
export interface Rounding {
  decimals: number
  mode: 'halfUp' | 'halfEven' | 'down'
}

export const toMilli = (points: number): number => Math.round(points * 1000)
/** A sum of points without the dust of binary fractions. */
export const roundPoints = (points: number): number => fromMilli(toMilli(points))
export const fromMilli = (milli: number): number => milli / 1000

/** The smallest step a scheme counts in, in thousandths: two decimals step by 10. */
export const grainOf = (rounding: Rounding): number => 10 ** (3 - rounding.decimals)

/** a × b ÷ c, exact until the last step, rounded to the scheme's grain. Halves go away from zero (halfUp) or to the even neighbour. */
export function timesOver(a: number, b: number, c: number, { decimals, mode }: Rounding): number {
  const grain = 10 ** (3 - decimals)
  const negative = (a < 0 !== b < 0) !== c < 0
  const [quotient, rest] = divided(Math.abs(a), Math.abs(b), Math.abs(c) * grain)
  const up = mode !== 'down' && (rest > 0 || (rest === 0 && (mode === 'halfUp' || quotient % 2 === 1)))
  const steps = (up ? quotient + 1 : quotient) * grain
  return negative && steps !== 0 ? -steps : steps
}

/** The whole quotient of a × b ÷ c, and whether the rest is below (−1), at (0) or above (1) one half. Beyond 2^53 in big integers. */
function divided(a: number, b: number, c: number): [quotient: number, half: number] {
  const product = a * b
  if (Number.isSafeInteger(product * 2) && Number.isSafeInteger(c * 2)) {
    const rest = product % c
    return [(product - rest) / c, Math.sign(rest * 2 - c)]
  }
  const [whole, by] = [BigInt(a) * BigInt(b), BigInt(c)]
  const twice = (whole % by) * 2n
  return [Number(whole / by), twice === by ? 0 : twice > by ? 1 : -1]
}

/** A number already in thousandths, rounded to the scheme's grain. */
export const roundMilli = (milli: number, rounding: Rounding): number =>
  milli % grainOf(rounding) === 0 ? milli : timesOver(milli, 1, 1, rounding)

/**
 * Cuts `whole` into parts by weight. Each part is rounded toward zero, so the parts are never more than the whole; what is left
 * goes to the first part, one grain to each in turn, or to nobody.
 */
export function shareOut(
  whole: number,
  weights: readonly number[],
  grain: number,
  remainder: 'lead' | 'spread' | 'drop',
): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const down: Rounding = { decimals: 4 - String(grain).length, mode: 'down' }
  const parts = weights.map((weight) => timesOver(whole, weight, sum, down))
  let left = whole - parts.reduce((total, part) => total + part, 0)
  if (remainder === 'drop' || left === 0) return parts
  if (remainder === 'lead') return parts.map((part, at) => (at === 0 ? part + left : part))
  const step = left < 0 ? -grain : grain
  for (let at = 0; at < parts.length && left !== 0; at += 1) {
    const give = Math.abs(left) < grain ? left : step
    if (weights[at]! > 0) {
      parts[at]! += give
      left -= give
    }
  }
  return parts
}

/** 3 → 3, 0.5 → 0.5, as a sentence says it. */
export const pointsText = (milli: number): string => String(milli / 1000)
