import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import './guidance.css'
import { PaperForm, emptyForm } from './PaperForm.tsx'
import { guidancePaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { isKind } from './words.ts'

/** 新建要点、通知或通报. */
export function NewPage() {
  const go = useGo()
  const { kind: named } = usePathParams<{ kind: string }>()
  const kind = isKind(named) ? named : 'notice'
  const id = useRef(v7())
  const [value, setValue] = useState(emptyForm)
  const save = useAct(() => client.guidance.create({ id: id.current, kind, fileIds: [], ...value }), {
    done: t('guidance.saved'),
    after: () => go(guidancePaths.paper(id.current), { replace: true }),
    inline: true,
  })
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: guidancePaths.list, label: t('guidance.back') }}
        title={t(`guidance.new_${kind}`)}
        actions={
          <button
            type="button"
            className="zx-button primary"
            disabled={
              save.isPending || value.title.trim() === '' || value.points.some((point) => point.text.trim() === '')
            }
            onClick={() => save.mutate(undefined)}
          >
            {t('guidance.save')}
          </button>
        }
      >
        <Refused error={save.error} />
      </PageHeader>
      <div className="zx-page-body">
        <PaperForm kind={kind} value={value} epoch="new" onChange={setValue} />
      </div>
    </div>
  )
}
