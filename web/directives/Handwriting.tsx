import { useEffect, useRef, useState } from 'react'
import type { PointerEvent } from 'react'
import { t } from '../app/i18n.ts'

interface Point {
  x: number
  y: number
  pressure: number
}
const [width, height] = [720, 260]

/** 手写批示: strokes of a pen, a finger or a mouse on red-lined paper. Gives the picture as PNG after each stroke; nothing when empty. */
export function Handwriting({ onChange }: { onChange: (picture: Blob | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const current = useRef<Point[] | null>(null)
  const [strokes, setStrokes] = useState<Point[][]>([])
  const latest = useRef(onChange)
  latest.current = onChange

  useEffect(() => {
    const pen = canvas.current!.getContext('2d')!
    draw(pen, strokes)
    if (strokes.length === 0) latest.current(null)
    else canvas.current!.toBlob((blob) => latest.current(blob), 'image/png')
  }, [strokes])

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const box = canvas.current!.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
      pressure: event.pressure || 0.5,
    }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    current.current = [pointOf(event)]
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!current.current) return
    current.current.push(pointOf(event))
    draw(canvas.current!.getContext('2d')!, [...strokes, current.current])
  }
  const end = () => {
    const stroke = current.current
    current.current = null
    if (stroke) setStrokes([...strokes, stroke])
  }
  return (
    <div className="zx-handwriting">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t('directives.handwriting')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="zx-row">
        <span className="zx-quiet">{t('directives.handwriting_hint')}</span>
        <button
          type="button"
          className="zx-link-button"
          disabled={strokes.length === 0}
          onClick={() => setStrokes(strokes.slice(0, -1))}
        >
          {t('directives.undo_stroke')}
        </button>
        <button type="button" className="zx-link-button" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
          {t('directives.clear_strokes')}
        </button>
      </div>
    </div>
  )
}

/** Black ink, thicker where the pen presses, smooth between the points. */
function draw(pen: CanvasRenderingContext2D, strokes: Point[][]) {
  pen.fillStyle = '#fffdf8'
  pen.fillRect(0, 0, width, height)
  pen.strokeStyle = '#ecc9c5'
  pen.lineWidth = 1
  for (let y = 65; y < height; y += 65) {
    pen.beginPath()
    pen.moveTo(16, y)
    pen.lineTo(width - 16, y)
    pen.stroke()
  }
  pen.strokeStyle = '#15181c'
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  for (const stroke of strokes) {
    for (let at = 1; at < Math.max(stroke.length, 2); at++) {
      const from = stroke[at - 1]!
      const to = stroke[at] ?? { ...from, x: from.x + 0.1 }
      pen.lineWidth = 1.5 + to.pressure * 4
      pen.beginPath()
      pen.moveTo(from.x, from.y)
      pen.lineTo(to.x, to.y)
      pen.stroke()
    }
  }
}
