/** Random moments that can be had again: the seed is printed, and ZHENGXIN_SEED sets it. */
export function randomMoments(what: string): (from: number, to: number) => number {
  const seed = Number(process.env.ZHENGXIN_SEED ?? Date.now() % 2 ** 31)
  console.info(`${what}: ZHENGXIN_SEED=${seed}`)
  let state = seed >>> 0
  return (from, to) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return from + Math.floor((state / 2 ** 32) * (to - from))
  }
}
