import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartProps } from './Chart.tsx'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const colours = ['#1f4e79', '#8f5b00', '#2e6b3e', '#7a3b69', '#5a6472', '#a33b2f']

/** Drawn as SVG, so that it prints sharp; nothing moves. */
export function Drawing({ label, names, series, stacked, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chart = init(box.current, undefined, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      color: colours,
      textStyle: { fontFamily: 'inherit' },
      grid: { left: 48, right: 16, top: 34, bottom: names.length > 12 ? 76 : 32 },
      legend: { top: 0, right: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: names,
        axisLabel: { interval: 0, rotate: names.length > 12 ? 40 : 0 },
      },
      yAxis: { type: 'value', minInterval: 1 },
      series: series.map(({ name, values, line }) => ({
        name,
        type: line ? 'line' : 'bar',
        data: values,
        ...(stacked ? { stack: 'all' } : {}),
        barMaxWidth: 26,
      })),
    })
    if (onPick) chart.on('click', ({ dataIndex }) => onPick(dataIndex as number))
    const fit = new ResizeObserver(() => chart.resize())
    fit.observe(box.current!)
    return () => {
      fit.disconnect()
      chart.dispose()
    }
  }, [names, series, stacked, onPick])
  const spoken = names.map((name, at) => `${name} ${series.map((one) => one.values[at] ?? 0).join(' / ')}`).join('；')
  return (
    <figure className="zx-chart-figure">
      <div ref={box} className="zx-chart" aria-hidden />
      <figcaption className="zx-hidden">
        {label}：{spoken}
      </figcaption>
    </figure>
  )
}
