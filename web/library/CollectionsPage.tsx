import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatShort } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { CollectionDialog } from './CollectionDialog.tsx'
import { LibraryFrame } from './LibraryFrame.tsx'
import { libraryPaths } from './paths.ts'

/** 专辑: mine and those that colleagues share. */
export function CollectionsPage() {
  const { data, error } = useQuery(api.library.collections.queryOptions({ input: {} }))
  const [making, setMaking] = useState(false)
  return (
    <LibraryFrame
      actions={
        <button type="button" className="zx-button primary" onClick={() => setMaking(true)}>
          <Icon name="plus" size={16} />
          {t('library.collection_new')}
        </button>
      }
    >
      <div className="zx-library-plain">
        <p className="zx-quiet">{t('library.collections_hint')}</p>
        {error && <Refused error={error} />}
        {data?.items.length === 0 && <p className="zx-library-empty">{t('library.collections_empty')}</p>}
        <ul className="zx-library-cards">
          {data?.items.map((one) => (
            <li key={one.id} className="zx-panel">
              <div>
                <h2>
                  <Link to={libraryPaths.collection(one.id)}>{one.name}</Link>
                  {one.shared && <StateTag tone="green">{t('library.shared_tag')}</StateTag>}
                </h2>
                <p className="zx-quiet">
                  {[
                    t('library.collection_count', { count: one.entries }),
                    t('library.collection_by', { name: one.ownerName }),
                    formatShort(one.updatedAt),
                    one.note,
                  ]
                    .filter(Boolean)
                    .join('　')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
      {making && <CollectionDialog onClose={() => setMaking(false)} />}
    </LibraryFrame>
  )
}
