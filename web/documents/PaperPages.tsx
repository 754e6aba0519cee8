import { useQuery } from '@tanstack/react-query'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- the bundler gives its address
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { t } from '../app/i18n.ts'
import './documents.css'

/** The pages as they come out of the printer: the PDF itself, drawn. `version` changes when they must be fetched again. */
export function PaperPages({ path, version, label }: { path: string; version: number | string; label: string }) {
  const settled = useSettled(version)
  const paper = useQuery({
    queryKey: ['paper', path, settled],
    queryFn: ({ signal }) => openPdf(path, signal),
    staleTime: 'static',
    gcTime: 0,
    retry: 1,
    placeholderData: (before) => before,
    structuralSharing: false,
  })
  return (
    <div className="zx-pages" aria-label={label} role="group">
      {paper.isFetching && (
        <p className="zx-pages-state">{t(paper.data ? 'documents.pages_renewing' : 'documents.pages_setting')}</p>
      )}
      {paper.error && !paper.data && (
        <p className="zx-problem" role="alert">
          {t('documents.pages_failed')}{' '}
          <button type="button" className="zx-link-button" onClick={() => void paper.refetch()}>
            {t('app.retry')}
          </button>
        </p>
      )}
      {paper.data &&
        Array.from({ length: paper.data.numPages }, (_, at) => (
          <Page key={`${paper.dataUpdatedAt}-${at}`} pdf={paper.data} number={at + 1} />
        ))}
    </div>
  )
}

async function openPdf(path: string, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const answer = await fetch(path, { signal })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  const [pdfjs, data] = [await import('pdfjs-dist/legacy/build/pdf.mjs'), await answer.arrayBuffer()]
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
  return pdfjs.getDocument({ data, isEvalSupported: false, verbosity: 0 }).promise
}

/** A page is drawn when it comes near the window, as wide as its place. */
function Page({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const sheet = canvas.current!
    let drawing: { cancel(): void } | undefined
    const draw = async () => {
      const page = await pdf.getPage(number)
      const scale = (Math.max(sheet.clientWidth, 200) * Math.min(window.devicePixelRatio || 1, 2)) / page.view[2]!
      const viewport = page.getViewport({ scale })
      sheet.width = Math.round(viewport.width)
      sheet.height = Math.round(viewport.height)
      const task = page.render({ canvasContext: sheet.getContext('2d')!, viewport })
      drawing = task
      await task.promise
      sheet.dataset['drawn'] = 'yes'
    }
    const near = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return
        near.disconnect()
        draw().catch(() => undefined) // leaving the page ends the drawing
      },
      { rootMargin: '600px' },
    )
    near.observe(sheet)
    return () => {
      near.disconnect()
      drawing?.cancel()
    }
  }, [pdf, number])
  return (
    <canvas
      ref={canvas}
      className="zx-pages-sheet"
      role="img"
      aria-label={t('documents.page_of', { number, count: pdf.numPages })}
    />
  )
}

/** Several changes in a row are set once. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 700)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
