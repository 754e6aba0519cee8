import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import './organisations.css'
import { organisationPaths } from './paths.ts'
import { UnitPane } from './UnitPane.tsx'
import { UnitTree } from './UnitTree.tsx'

/** 机构: the tree, and the unit one points at. What is chosen stands in the address. */
export function UnitsPage() {
  const search = useAddressSearch()
  const selected = typeof search['unit'] === 'string' ? search['unit'] : undefined
  const [asOf, setAsOf] = useState<string>()
  const [importing, setImporting] = useState(false)
  const go = useGo()
  const mayImport = useMay('unit.manage')
  const unit = useQuery({
    ...api.organisations.unit.queryOptions({ input: { id: selected ?? '', asOf } }),
    enabled: selected !== undefined,
  })
  return (
    <div className="zx-page">
      <PageHeader
        title={t('organisations.units')}
        hint={t('organisations.units_hint')}
        actions={
          mayImport && (
            <button type="button" className="zx-button" onClick={() => setImporting(true)}>
              {t('organisations.import_units')}
            </button>
          )
        }
      />
      <div className="zx-page-fill">
        <SplitView
          name="units"
          initial={0.34}
          left={
            <UnitTree
              selected={selected}
              onSelect={(id) => go(organisationPaths.unit(id), { replace: true })}
              opened={unit.data?.above.map((above) => above.id)}
              dated
              asOf={asOf}
              onAsOf={setAsOf}
            />
          }
          right={<UnitPane unit={unit} chosen={selected !== undefined} />}
        />
      </div>
      {importing && <ImportDialog what="units" onClose={() => setImporting(false)} />}
    </div>
  )
}
