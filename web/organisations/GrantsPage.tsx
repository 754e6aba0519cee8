import { useState } from 'react'
import type { Role } from '../../contract/access.ts'
import type { RoleGrant } from '../../contract/organisations.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { GrantDialog, RevokeDialog } from './GrantForms.tsx'
import { periodOf } from './GrantTable.tsx'
import './organisations.css'
import { organisationPaths } from './paths.ts'
import { grantTones, roles } from './values.ts'

const source: ListSource<RoleGrant> = {
  key: api.organisations.grants.key(),
  load: (ask, page) =>
    client.organisations.grants({
      ...page,
      search: ask.text || undefined,
      role: ask.filters['role'] as Role[] | undefined,
    }),
}

/** 岗位授权, for the security administrator: who may do what where. */
export function GrantsPage() {
  const [granting, setGranting] = useState(false)
  const [revoking, setRevoking] = useState<RoleGrant>()
  const columns: ListColumn<RoleGrant>[] = [
    { key: 'person', title: t('organisations.person_name'), width: '110px', render: (row) => row.personName },
    {
      key: 'role',
      title: t('organisations.role'),
      width: '200px',
      render: (row) =>
        t(`identity.role_${row.role}`) +
        (row.delegatedFromName ? `（${t('organisations.delegated_from', { name: row.delegatedFromName })}）` : ''),
    },
    { key: 'unit', title: t('organisations.at_unit'), width: 'minmax(200px, 1fr)', render: (row) => row.unitName },
    {
      key: 'reach',
      title: t('organisations.reach'),
      width: '110px',
      render: (row) => t(`organisations.reach_${row.reach}`),
    },
    { key: 'period', title: t('organisations.period'), width: '270px', render: periodOf },
    {
      key: 'state',
      title: t('organisations.standing'),
      width: '90px',
      render: (row) => <StateTag tone={grantTones[row.state]}>{t(`organisations.state_${row.state}`)}</StateTag>,
    },
    {
      key: 'acts',
      title: '',
      width: '80px',
      render: (row) =>
        row.actions.includes('revoke') && (
          <button
            type="button"
            className="zx-link-button"
            onClick={(event) => {
              event.stopPropagation()
              setRevoking(row)
            }}
          >
            {t('organisations.revoke')}
          </button>
        ),
    },
  ]
  return (
    <div className="zx-page">
      <PageHeader
        title={t('organisations.grants')}
        hint={t('organisations.grants_hint')}
        actions={
          <button type="button" className="zx-button primary" onClick={() => setGranting(true)}>
            {t('organisations.grant_role')}
          </button>
        }
      />
      <div className="zx-page-fill">
        <DataList
          label={t('organisations.grants')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => organisationPaths.person(row.personId)}
          searchHint={t('organisations.search_grants')}
          empty={t('organisations.no_grants_here')}
          filters={[
            {
              kind: 'choice',
              key: 'role',
              label: t('organisations.role'),
              multiple: true,
              width: 200,
              choices: roles.map((value) => ({ value, label: t(`identity.role_${value}`) })),
            },
          ]}
        />
      </div>
      {granting && <GrantDialog onClose={() => setGranting(false)} />}
      {revoking && <RevokeDialog grant={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  )
}
