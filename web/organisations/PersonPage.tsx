import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonDetail, Post, RoleGrant } from '../../contract/organisations.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, usePathParams } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay } from '../ui/format.ts'
import { GrantDialog, RevokeDialog } from './GrantForms.tsx'
import { GrantTable } from './GrantTable.tsx'
import './organisations.css'
import { organisationPaths } from './paths.ts'
import { EditPersonDialog, EditPostDialog, EndPostDialog, NewPostDialog } from './PersonForms.tsx'

type Open =
  | { act: 'edit' | 'addPost' | 'transfer' | 'grant' }
  | { act: 'editPost' | 'endPost'; post: Post }
  | { act: 'revoke'; grant: RoleGrant }

/** A person: contact, posts then and now, and roles. */
export function PersonPage() {
  const { id } = usePathParams<{ id: string }>()
  const person = useQuery(api.organisations.person.queryOptions({ input: { id } }))
  if (person.isError)
    return (
      <div className="zx-page">
        <PageHeader
          title={t('organisations.directory')}
          back={{ to: organisationPaths.directory, label: t('organisations.back_directory') }}
        />
        <div className="zx-page-body">
          <Refused error={person.error} />
        </div>
      </div>
    )
  if (!person.data) return <p className="zx-opening">{t('app.loading')}</p>
  return <Shown person={person.data} />
}

function Shown({ person }: { person: PersonDetail }) {
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const may = (action: PersonDetail['actions'][number]) => person.actions.includes(action)
  return (
    <div className="zx-page">
      <PageHeader
        title={person.name}
        back={{ to: organisationPaths.directory, label: t('organisations.back_directory') }}
        actions={
          may('edit') && (
            <button type="button" className="zx-button" onClick={() => setOpen({ act: 'edit' })}>
              {t('organisations.do_edit')}
            </button>
          )
        }
      />
      <div className="zx-page-body">
        <div className="zx-panels">
          <section className="zx-panel">
            <dl className="zx-fact-list">
              <dt>{t('organisations.mobile')}</dt>
              <dd>{person.mobile ?? '—'}</dd>
              <dt>{t('organisations.email')}</dt>
              <dd>{person.email ?? '—'}</dd>
            </dl>
          </section>
          <section className="zx-panel" aria-labelledby="posts">
            <div className="zx-panel-head">
              <h2 id="posts">{t('organisations.posts')}</h2>
              <div className="zx-row">
                {may('transfer') && (
                  <button type="button" className="zx-button" onClick={() => setOpen({ act: 'transfer' })}>
                    {t('organisations.transfer')}
                  </button>
                )}
                {may('addPost') && (
                  <button type="button" className="zx-button" onClick={() => setOpen({ act: 'addPost' })}>
                    {t('organisations.add_post')}
                  </button>
                )}
              </div>
            </div>
            <Posts person={person} onAct={(act, post) => setOpen({ act, post })} />
          </section>
          <section className="zx-panel" aria-labelledby="roles">
            <div className="zx-panel-head">
              <h2 id="roles">{t('organisations.roles')}</h2>
              {may('grant') && (
                <button type="button" className="zx-button" onClick={() => setOpen({ act: 'grant' })}>
                  {t('organisations.grant_role')}
                </button>
              )}
            </div>
            {!person.maySeeGrants && <p className="zx-quiet">{t('organisations.grants_hidden')}</p>}
            {person.maySeeGrants && (
              <GrantTable
                grants={person.grants}
                empty={t('organisations.no_grants')}
                onAct={(action, grant) => {
                  if (action === 'revoke') setOpen({ act: 'revoke', grant })
                }}
                only={['revoke']}
              />
            )}
          </section>
        </div>
      </div>
      {open?.act === 'edit' && <EditPersonDialog person={person} onClose={close} />}
      {(open?.act === 'addPost' || open?.act === 'transfer') && (
        <NewPostDialog person={person} transfer={open.act === 'transfer'} onClose={close} />
      )}
      {open?.act === 'editPost' && <EditPostDialog post={open.post} onClose={close} />}
      {open?.act === 'endPost' && <EndPostDialog person={person} post={open.post} onClose={close} />}
      {open?.act === 'grant' && (
        <GrantDialog
          person={{ id: person.id, name: person.name, unitId: person.posts.find((post) => post.isCurrent)?.unitId }}
          onClose={close}
        />
      )}
      {open?.act === 'revoke' && <RevokeDialog grant={open.grant} onClose={close} />}
    </div>
  )
}

function Posts({ person, onAct }: { person: PersonDetail; onAct: (act: 'editPost' | 'endPost', post: Post) => void }) {
  if (person.posts.length === 0) return <p className="zx-quiet">{t('organisations.no_posts')}</p>
  return (
    <table className="zx-plain-table">
      <thead>
        <tr>
          <th scope="col">{t('organisations.unit')}</th>
          <th scope="col">{t('organisations.title')}</th>
          <th scope="col">{t('organisations.officer')}</th>
          <th scope="col">{t('organisations.office_phone')}</th>
          <th scope="col">{t('organisations.period')}</th>
          <th scope="col">
            <span className="zx-hidden">{t('organisations.more_acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {person.posts.map((post) => (
          <tr key={post.id} className={post.isCurrent ? undefined : 'past'}>
            <td>
              <Link to={organisationPaths.unit(post.unitId)}>{post.unitName}</Link>
            </td>
            <td>
              {post.title}{' '}
              {post.isMain && post.isCurrent && <StateTag tone="blue">{t('organisations.main_post')}</StateTag>}
            </td>
            <td>{post.officer === 'none' ? '' : t(`organisations.officer_${post.officer}`)}</td>
            <td>{post.officePhone ?? ''}</td>
            <td>
              {post.validTo
                ? t('organisations.from_to', { from: formatDay(post.validFrom), to: formatDay(post.validTo) })
                : t('organisations.since', { from: formatDay(post.validFrom) })}
            </td>
            <td>
              {post.mayManage && (
                <span className="zx-plain-acts">
                  <button type="button" className="zx-link-button" onClick={() => onAct('editPost', post)}>
                    {t('organisations.do_edit')}
                  </button>
                  <button type="button" className="zx-link-button" onClick={() => onAct('endPost', post)}>
                    {t('organisations.end_post')}
                  </button>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
