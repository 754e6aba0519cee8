const names: [RegExp, string][] = [
  [/360|QIHU|Qaxbrowser/i, '360/奇安信'],
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chromium'],
  [/Safari\//, 'Safari'],
]

/** 'Chromium 120 · Windows': enough to tell one machine from another. */
export function browserOf(userAgent: string): string {
  const found = names.map(([pattern, name]) => ({ name, match: pattern.exec(userAgent) })).find(({ match }) => match)
  const system = /Windows|Android|iPhone|Mac OS|Linux/.exec(userAgent)?.[0]
  const browser = found ? [found.name, found.match?.[1]].filter(Boolean).join(' ') : userAgent.slice(0, 40) || '—'
  return [browser, system].filter(Boolean).join(' · ')
}
