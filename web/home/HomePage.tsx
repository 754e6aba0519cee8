import { useQuery } from '@tanstack/react-query'
import type { Task, TaskGroup } from '../../contract/home.ts'
import { api } from '../app/api.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMe } from '../app/session.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay, formatShort } from '../ui/format.ts'
import { destinations } from './destinations.ts'
import './home.css'

/** What waits for me, the nearest deadline first: every role's first page. */
export function HomePage() {
  const me = useMe()
  const { data, error } = useQuery(api.home.tasks.queryOptions())
  const groups = [...(data?.groups ?? [])].sort((a, b) => firstDue(a) - firstDue(b))
  const waiting = groups.reduce((sum, group) => sum + group.count, 0)
  return (
    <div className="zx-page zx-home">
      <PageHeader
        title={t('home.greeting', { name: me.name })}
        hint={`${formatDay(new Date())} · ${me.unitName}${me.title ? ` · ${me.title}` : ''}`}
        actions={
          <>
            {data && (
              <span className="zx-home-sum">
                {waiting > 0 ? t('home.waiting', { count: waiting }) : t('home.nothing_waits')}
              </span>
            )}
            <Link to="/digests" className="zx-button">
              {t('home.digest')}
            </Link>
          </>
        }
      />
      <div className="zx-page-body">
        {error && <Refused error={error} />}
        {!data && !error && <p className="zx-home-empty">{t('app.loading')}</p>}
        {data && groups.length === 0 && <Idle />}
        <div className="zx-home-groups">
          {groups.map((group) => (
            <Group key={group.kind} group={group} />
          ))}
        </div>
      </div>
    </div>
  )
}

const firstDue = (group: TaskGroup) =>
  Math.min(...group.items.map((task) => (task.dueAt ? Date.parse(task.dueAt) : Number.MAX_SAFE_INTEGER)))

function Group({ group }: { group: TaskGroup }) {
  const { list, item, icon } = destinations[group.kind]
  const name = t(`home.kind_${group.kind.replace('.', '_')}` as 'home.kind_issue_toRead')
  return (
    <section className="zx-home-group" aria-label={name}>
      <header>
        <Icon name={icon} />
        <h2>{name}</h2>
        <span className="zx-home-count">{group.countCapped ? `${group.count}+` : group.count}</span>
        <Link to={list} className="zx-home-all">
          {t('home.all')}
        </Link>
      </header>
      <ul>
        {group.items.slice(0, 6).map((task) => (
          <TaskLine key={task.id} task={task} to={item(task.id)} />
        ))}
      </ul>
    </section>
  )
}

export function TaskLine({ task, to }: { task: Task; to: string }) {
  return (
    <li>
      <Link to={to}>
        <span className="zx-home-what">
          <span className="zx-home-title">{task.title || t('home.untitled')}</span>
          <span className="zx-home-from">
            {task.from}　{formatShort(task.since)}
          </span>
        </span>
        {task.urgencyCode !== 'normal' && (
          <StateTag tone={task.urgencyCode === 'prompt' ? 'amber' : 'red'}>
            {tMaybe(`home.urgency_${task.urgencyCode}`)}
          </StateTag>
        )}
        <Deadline due={task.dueAt} />
      </Link>
    </li>
  )
}

function Idle() {
  return (
    <div className="zx-home-idle">
      <Icon name="check" size={32} />
      <p>{t('home.idle')}</p>
    </div>
  )
}
