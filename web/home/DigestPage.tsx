import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Digest, TaskGroup } from '../../contract/home.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, usePathParams } from '../app/links.tsx'
import { paths } from '../app/paths.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { formatDay, formatTime } from '../ui/format.ts'
import { DigestSettingsForm } from './DigestSettingsForm.tsx'
import { TaskLine } from './HomePage.tsx'
import { destinations } from './destinations.ts'
import './home.css'

/** 每日摘要: how it stood on one working day; without an id, on the last. */
export function DigestPage() {
  const { id: chosen } = usePathParams<{ id?: string }>()
  const days = useQuery(api.home.digests.queryOptions())
  const settings = useQuery(api.home.digestSettings.queryOptions())
  const id = chosen ?? days.data?.items[0]?.id
  const { data, error } = useQuery({
    ...api.home.digest.queryOptions({ input: { id: id ?? '' } }),
    enabled: Boolean(id),
  })
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: paths.home, label: t('home.title') }}
        title={data ? t('home.digest_of', { day: formatDay(data.day) }) : t('home.digest')}
        hint={data && t('home.digest_made', { time: formatTime(data.madeAt) })}
      />
      <div className="zx-page-body zx-digest">
        <Refused error={error ?? days.error ?? settings.error} />
        {(days.isPending || (id && !data && !error)) && <p role="status">{t('app.loading')}</p>}
        {days.isSuccess && !id && settings.data && (
          <p className="zx-home-empty">
            {settings.data.active ? t('home.digest_none', { hour: settings.data.hour }) : t('home.digest_off')}
          </p>
        )}
        {data && <Content digest={data} />}
        <aside>
          {days.data && days.data.items.length > 0 && (
            <nav className="zx-panel" aria-label={t('home.digest_days')}>
              <h2>{t('home.digest_days')}</h2>
              <ul>
                {days.data.items.map((item) => (
                  <li key={item.id}>
                    <Link to={`/digests/${item.id}`} aria-current={item.id === id ? 'page' : undefined}>
                      {formatDay(item.day)}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {settings.data?.mayChange && <DigestSettingsForm settings={settings.data} />}
        </aside>
      </div>
    </div>
  )
}

function Content({ digest }: { digest: Digest }) {
  return (
    <div className="zx-digest-content">
      <Part title={t('home.digest_late')} count={digest.late.length} empty={t('home.digest_late_none')} isLate>
        {digest.late.map((task) => (
          <TaskLine key={`${task.kind} ${task.id}`} task={task} to={destinations[task.kind].item(task.id)} />
        ))}
      </Part>
      <Groups title={t('home.digest_mine')} groups={digest.mine} empty={t('home.digest_mine_none')} />
      {digest.others.length > 0 && <Groups title={t('home.digest_others')} groups={digest.others} />}
      {digest.adoptions.length > 0 && (
        <Part title={t('home.digest_adoptions')} count={digest.adoptions.length}>
          {digest.adoptions.map((one, at) => (
            <li key={at} className="zx-digest-adopted">
              {t('home.digest_adoption_line', {
                office: one.officeName,
                publication: one.publicationName,
                column: one.columnName,
                title: one.title,
              })}
            </li>
          ))}
        </Part>
      )}
    </div>
  )
}

function Groups({ title, groups, empty }: { title: string; groups: TaskGroup[]; empty?: string }) {
  return (
    <Part title={title} count={groups.reduce((sum, group) => sum + group.count, 0)} empty={empty}>
      {groups.map((group) => (
        <li key={group.kind}>
          <p className="zx-digest-kind">
            <Link to={destinations[group.kind].list}>
              {t(`home.kind_${group.kind.replace('.', '_')}` as 'home.kind_issue_toRead')}
            </Link>
            <span className="zx-home-count">{group.countCapped ? `${group.count}+` : group.count}</span>
          </p>
          <ul>
            {group.items.map((task) => (
              <TaskLine key={task.id} task={task} to={destinations[group.kind].item(task.id)} />
            ))}
          </ul>
        </li>
      ))}
    </Part>
  )
}

function Part(props: { title: string; count: number; empty?: string; isLate?: boolean; children: ReactNode }) {
  return (
    <section
      className={props.isLate && props.count > 0 ? 'zx-home-group is-late' : 'zx-home-group'}
      aria-label={props.title}
    >
      <header>
        <h2>{props.title}</h2>
        <span className="zx-home-count">{props.count}</span>
      </header>
      {props.count === 0 ? <p className="zx-home-empty">{props.empty}</p> : <ul>{props.children}</ul>}
    </section>
  )
}
