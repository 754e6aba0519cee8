import { Suspense, lazy } from 'react'
import { t } from '../app/i18n.ts'
import type { EditorProps } from './editor/Editor.tsx'

const Sheet = lazy(async () => ({ default: (await import('./editor/Editor.tsx')).Editor }))

/** The editor; its code is fetched when a page first needs it. See editor/Editor.tsx for the props. */
export function Editor(props: EditorProps) {
  return (
    <Suspense
      fallback={
        <div className="zx-opening" role="status">
          {t('app.loading')}
        </div>
      }
    >
      <Sheet {...props} />
    </Suspense>
  )
}
