/** 30°, rising. */
export const angle = Math.PI / 6

/** Where the words begin: rows across the page, every second one moved by half. */
export function places(wide: number, high: number, width: number): { x: number; y: number }[] {
  const [stepX, stepY] = [Math.max(width * Math.cos(angle) + 60, 220), 170]
  const result: { x: number; y: number }[] = []
  for (let row = 0, y = -40; y < high; row++, y += stepY)
    for (let x = row % 2 === 0 ? 20 : 20 - stepX / 2; x < wide - 20; x += stepX) result.push({ x, y })
  return result
}
