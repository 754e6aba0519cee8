import { Suspense, lazy } from 'react'
import { t } from '../app/i18n.ts'

export interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string
  names: string[]
  series: { name: string; values: number[]; line?: boolean }[]
  /** One bar of all series, not bars side by side. */
  stacked?: boolean
  /** Opens what a bar stands for. The same is reached by a link in the table beside it. */
  onPick?: (at: number) => void
}

const Drawing = lazy(async () => ({ default: (await import('./Drawing.tsx')).Drawing }))

/** Bars and lines over names. The drawing code is fetched when a page first shows one. */
export function Bars(props: ChartProps) {
  return (
    <Suspense fallback={<div className="zx-chart zx-quiet">{t('app.loading')}</div>}>
      <Drawing {...props} />
    </Suspense>
  )
}
