import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Officer, PersonRow } from '../../contract/organisations.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useRefusal } from '../ui/Refused.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { saveText } from './download.ts'
import { ImportDialog } from './ImportDialog.tsx'
import './organisations.css'
import { organisationPaths } from './paths.ts'
import { AddPersonDialog } from './PersonForms.tsx'
import { UnitTree } from './UnitTree.tsx'
import { officers } from './values.ts'

type Row = PersonRow & { key: string }

const sourceFor = (unitId: string | undefined): ListSource<Row> => ({
  key: [...api.organisations.people.key(), unitId ?? ''],
  load: async (ask, page) => {
    const found = await client.organisations.people({
      ...page,
      unitId,
      below: true,
      search: ask.text || undefined,
      officer: ask.filters['officer'] as Officer[] | undefined,
      former: ask.filters['post']?.[0] === 'former',
    })
    return { ...found, items: found.items.map((row) => ({ ...row, key: `${row.id}-${row.unitId}-${row.title}` })) }
  },
})

/** 通讯录: everybody by unit. Whoever keeps the records adds people, takes them in from a file and out into one. */
export function DirectoryPage() {
  const search = useAddressSearch()
  const unitId = typeof search['unit'] === 'string' ? search['unit'] : undefined
  const [open, setOpen] = useState<'add' | 'import'>()
  const go = useGo()
  const keeps = useMay('person.manage')
  const refusal = useRefusal()
  const unit = useQuery({
    ...api.organisations.unit.queryOptions({ input: { id: unitId ?? '' } }),
    enabled: unitId !== undefined,
  })
  const exportIt = useMutation(
    api.organisations.exportPeople.mutationOptions({
      onError: refusal.show,
      onSuccess: ({ fileName, csv }) => saveText(fileName, csv),
    }),
  )
  const mayAdd = unit.data?.actions.includes('addPerson') === true
  const source = useMemo(() => sourceFor(unitId), [unitId])
  const columns: ListColumn<Row>[] = [
    { key: 'name', title: t('organisations.person_name'), width: '96px', render: (row) => row.name },
    { key: 'unit', title: t('organisations.unit'), width: 'minmax(170px, 1fr)', render: (row) => row.unitName },
    { key: 'title', title: t('organisations.title'), width: '170px', render: (row) => row.title },
    {
      key: 'officer',
      title: t('organisations.officer'),
      width: '84px',
      render: (row) =>
        row.officer !== 'none' && (
          <StateTag tone={row.officer === 'fullTime' ? 'green' : 'blue'}>
            {t(`organisations.officer_${row.officer}`)}
          </StateTag>
        ),
    },
    { key: 'phone', title: t('organisations.office_phone'), width: '128px', render: (row) => row.officePhone ?? '' },
    { key: 'mobile', title: t('organisations.mobile'), width: '124px', render: (row) => row.mobile ?? '' },
  ]
  return (
    <div className="zx-page">
      <PageHeader
        title={t('organisations.directory')}
        hint={t('organisations.mobile_hint')}
        actions={
          <>
            {keeps && (
              <button type="button" className="zx-button" onClick={() => setOpen('import')}>
                {t('organisations.import_people')}
              </button>
            )}
            {mayAdd && (
              <button
                type="button"
                className="zx-button"
                disabled={exportIt.isPending}
                onClick={() => exportIt.mutate({ unitId: unitId! })}
              >
                {t('organisations.do_export')}
              </button>
            )}
            {mayAdd && (
              <button type="button" className="zx-button primary" onClick={() => setOpen('add')}>
                {t('organisations.add_person')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-fill">
        <SplitView
          name="directory"
          initial={0.26}
          left={
            <UnitTree
              selected={unitId}
              onSelect={(id) => go(organisationPaths.directoryOf(id), { replace: true })}
              opened={unit.data?.above.map((above) => above.id)}
            />
          }
          right={
            <DataList
              key={unitId ?? ''}
              label={t('organisations.directory')}
              source={source}
              columns={columns}
              rowKey={(row) => row.key}
              href={(row) => organisationPaths.person(row.id)}
              searchHint={t('organisations.search_people')}
              empty={t('organisations.no_people')}
              filters={[
                {
                  kind: 'choice',
                  key: 'officer',
                  label: t('organisations.officer'),
                  multiple: true,
                  choices: officers.map((value) => ({ value, label: t(`organisations.officer_${value}`) })),
                },
                {
                  kind: 'choice',
                  key: 'post',
                  label: t('organisations.current'),
                  width: 110,
                  choices: [{ value: 'former', label: t('organisations.former') }],
                },
              ]}
            />
          }
        />
      </div>
      {open === 'add' && unit.data && (
        <AddPersonDialog
          unit={unit.data}
          onClose={() => setOpen(undefined)}
          onAdded={(id) => go(organisationPaths.person(id))}
        />
      )}
      {open === 'import' && <ImportDialog what="people" onClose={() => setOpen(undefined)} />}
    </div>
  )
}
