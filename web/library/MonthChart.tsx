import { BarChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Statistics } from '../../contract/library.ts'
import { t } from '../app/i18n.ts'

use([BarChart, GridComponent, TooltipComponent, DataZoomComponent, SVGRenderer])

/** Records by month; a click opens the month. Months without records are shown as empty, so that the time runs evenly. */
export default function MonthChart({
  months,
  onOpen,
}: {
  months: Statistics['months']
  onOpen: (month: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const open = useRef(onOpen)
  open.current = onOpen
  useEffect(() => {
    const chart = init(box.current, undefined, { renderer: 'svg' })
    const names = allMonths(months.map((month) => month.value))
    const counts = new Map(months.map((month) => [month.value, month.count]))
    chart.setOption({
      animation: false,
      color: ['#1f4e79'],
      textStyle: { fontFamily: 'inherit' },
      grid: { left: 52, right: 16, top: 12, bottom: names.length > 48 ? 56 : 28 },
      tooltip: { trigger: 'axis' },
      dataZoom:
        names.length > 48
          ? [{ type: 'slider', startValue: names.length - 48, endValue: names.length - 1, height: 18, bottom: 6 }]
          : [],
      xAxis: { type: 'category', data: names },
      yAxis: { type: 'value', minInterval: 1 },
      series: [{ type: 'bar', data: names.map((name) => counts.get(name) ?? 0), barMaxWidth: 22, cursor: 'pointer' }],
    })
    chart.on('click', (event) => open.current(String(event.name)))
    const fit = new ResizeObserver(() => chart.resize())
    fit.observe(box.current!)
    return () => {
      fit.disconnect()
      chart.dispose()
    }
  }, [months])
  const spoken = months.map((month) => `${month.value} ${month.count}`).join('；')
  return (
    <figure className="zx-month-chart">
      <div ref={box} aria-hidden />
      <figcaption className="zx-hidden">
        {t('library.month_chart')}：{spoken}
      </figcaption>
    </figure>
  )
}

function allMonths(months: string[]): string[] {
  const last = months.at(-1)!
  const names: string[] = []
  let [year, month] = months[0]!.split('-').map(Number) as [number, number]
  for (let name = months[0]!; name <= last && names.length < 1200; name = `${year}-${String(month).padStart(2, '0')}`) {
    names.push(name)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return names
}
