import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { CollectionDialog } from './CollectionDialog.tsx'
import { HitItem } from './HitItem.tsx'
import './library.css'
import { libraryPaths } from './paths.ts'

/** One collection, as far as this person may see what is in it. */
export function CollectionPage() {
  const { id } = usePathParams<{ id: string }>()
  const go = useGo()
  const { data, error } = useQuery(api.library.collection.queryOptions({ input: { id } }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'edit' | 'remove' | null>(null)
  const refusal = useRefusal()
  if (error)
    return (
      <div className="zx-notice-page">
        <Refused error={error} />
      </div>
    )
  if (!data)
    return (
      <p className="zx-opening" role="status">
        {t('app.loading')}
      </p>
    )
  const takeOut = async () => {
    try {
      await client.library.uncollect({ id, recordIds: [...chosen] })
      setChosen(new Set())
      say.done(t('library.collection_removed'))
      await refetchModules('library')
    } catch (thrown) {
      refusal.show(thrown)
    }
  }
  const remove = async () => {
    try {
      await client.library.removeCollection({ id })
      go(libraryPaths.collections, { replace: true })
    } catch (thrown) {
      refusal.show(thrown)
    }
  }
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: libraryPaths.collections, label: t('library.collections') }}
        title={data.name}
        tags={data.shared && <StateTag tone="green">{t('library.shared_tag')}</StateTag>}
        hint={[t('library.collection_by', { name: data.ownerName }), data.note].filter(Boolean).join('　')}
        actions={
          <>
            {chosen.size > 0 && (
              <button type="button" className="zx-button" onClick={() => void takeOut()}>
                {t('library.take_out')}（{chosen.size}）
              </button>
            )}
            {data.isMine && (
              <>
                <button type="button" className="zx-button" onClick={() => setAsking('edit')}>
                  {t('library.collection_edit')}
                </button>
                <button type="button" className="zx-button" onClick={() => setAsking('remove')}>
                  {t('library.collection_remove')}
                </button>
              </>
            )}
          </>
        }
      />
      <div className="zx-library-plain">
        {data.records.length === 0 && <p className="zx-library-empty">{t('library.collection_empty')}</p>}
        <ol className="zx-hit-list">
          {data.records.map((hit) => (
            <HitItem
              key={hit.id}
              hit={hit}
              chosen={chosen.has(hit.id)}
              onChoose={(on) =>
                setChosen(new Set(on ? [...chosen, hit.id] : [...chosen].filter((one) => one !== hit.id)))
              }
            />
          ))}
        </ol>
        {data.hidden > 0 && <p className="zx-quiet">{t('library.collection_hidden', { count: data.hidden })}</p>}
      </div>
      {asking === 'edit' && <CollectionDialog collection={data} onClose={() => setAsking(null)} />}
      {asking === 'remove' && (
        <Dialog
          title={t('library.collection_remove')}
          confirm={t('library.collection_remove')}
          danger
          onConfirm={() => void remove()}
          onCancel={() => setAsking(null)}
        >
          <p>{t('library.collection_remove_ask', { name: data.name })}</p>
        </Dialog>
      )}
    </div>
  )
}
