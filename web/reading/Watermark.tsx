import { useMemo } from 'react'
import { formatDateTime } from '../ui/format.ts'

/** Who reads, for which unit and when, over the whole page and on every printed sheet (SEC-24). It takes no click and no voice. */
export function Watermark({ name, unit }: { name: string; unit: string }) {
  const style = useMemo(
    () => ({
      backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(tile(`${unit} ${name}`, formatDateTime(new Date())))}")`,
    }),
    [name, unit],
  )
  return <div className="zx-read-watermark" style={style} aria-hidden />
}

const tile = (who: string, when: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="260"><g transform="rotate(-24 210 130)" fill="#1f2328" fill-opacity="0.07" font-family="sans-serif" font-size="16" text-anchor="middle"><text x="210" y="125">${escaped(who)}</text><text x="210" y="149">${when}</text></g></svg>`

const escaped = (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
