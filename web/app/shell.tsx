import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { currentLanguage, setLanguage, t } from './i18n.ts'
import { liveLine, useConnectionLost } from './live.ts'
import { menuGroups } from './module.ts'
import type { MenuEntry, MenuGroup } from './module.ts'
import { modules } from './modules.ts'
import { paths } from './paths.ts'
import { Link } from './links.tsx'
import { signOut, useMe } from './session.tsx'

/** Top bar, menu by what the person may do, and the page. */
export function Shell() {
  return (
    <div className="zx-shell">
      <a className="zx-skip" href="#main">
        {t('app.skip_to_main')}
      </a>
      <TopBar />
      <SideMenu />
      <main className="zx-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

/** For leaders: the top bar and the text, nothing else. */
export function ReadingFrame() {
  return (
    <div className="zx-reading">
      <TopBar />
      <main className="zx-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

function TopBar() {
  const me = useMe()
  const lost = useConnectionLost()
  return (
    <header className="zx-top">
      <div className="zx-top-bar">
        <Link to={paths.home} className="zx-brand">
          <span className="zx-seal" aria-hidden>
            政
          </span>
          <span className="zx-brand-name">{t('app.product')}</span>
        </Link>
        <span className="zx-top-unit">{me.unitName}</span>
        {me.mode === 'demo' && (
          <span className="zx-tag amber" title={t('app.demo_hint_all')}>
            {t('app.demo_tag')}
          </span>
        )}
        <span className="zx-top-space" />
        <Bell />
        <LanguageSwitch />
        <PersonMenu />
      </div>
      {lost && (
        <div className="zx-top-strip" role="status">
          {t('app.disconnected')}
          <button type="button" onClick={liveLine.reconnect}>
            {t('app.reconnect_now')}
          </button>
        </div>
      )}
    </header>
  )
}

const useNobody = () => undefined
const useUnread = modules.find((module) => module.useUnread)?.useUnread ?? useNobody

function Bell() {
  const count = useUnread() ?? 0
  return (
    <Link
      to={paths.notices}
      className="zx-icon-button zx-bell"
      aria-label={count > 0 ? t('app.notices_unread', { count }) : t('app.notices')}
      title={t('app.notices')}
    >
      <Icon name="bell" size={20} />
      {count > 0 && (
        <span className="zx-bell-count" aria-hidden>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}

export function LanguageSwitch() {
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="zx-icon-button" lang={other} onClick={() => void setLanguage(other)}>
      <Icon name="globe" />
      {other === 'en' ? t('app.english') : t('app.chinese')}
    </button>
  )
}

function PersonMenu() {
  const me = useMe()
  return (
    <Pop
      label={
        <>
          <Icon name="person" />
          {me.name}
          <Icon name="down" size={12} />
        </>
      }
    >
      <div className="zx-pop-head">
        <b>{me.name}</b>
        {[me.unitName, me.title].filter(Boolean).join('　')}
      </div>
      <Link to={paths.account}>
        <Icon name="key" />
        {t('app.account')}
      </Link>
      <button type="button" onClick={() => void signOut()}>
        <Icon name="leave" />
        {t('app.sign_out')}
      </button>
    </Pop>
  )
}

/** A small menu below a button: Escape, a click elsewhere or a choice closes it. */
function Pop({ label, children }: { label: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node))
        setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [open])
  return (
    <div className="zx-menu-pop" ref={box}>
      <button type="button" className="zx-icon-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
      </button>
      {open && (
        <div className="zx-pop" onClick={() => setOpen(false)}>
          {children}
        </div>
      )}
    </div>
  )
}

const narrowKey = 'zhengxin.menu'

function SideMenu() {
  const me = useMe()
  const [narrow, setNarrow] = useState(() => localStorage.getItem(narrowKey) === 'narrow')
  const { pathname } = useLocation()
  const entries = modules.flatMap((module) => module.menu ?? []).filter((entry) => entry.when(me))
  const here = currentEntry(entries, pathname)
  const [folded, fold] = useFolded(here?.group, entries.length > comfortable)
  const toggle = () => {
    localStorage.setItem(narrowKey, narrow ? 'wide' : 'narrow')
    setNarrow(!narrow)
  }
  return (
    <nav className={narrow ? 'zx-side narrow' : 'zx-side'} aria-label={t('app.menu')}>
      {menuGroups.map((group) => {
        const own = entries.filter((entry) => entry.group === group).sort((one, other) => one.order - other.order)
        if (own.length === 0) return null
        const open = narrow || group === 'work' || !folded(group)
        return (
          <section key={group}>
            {group !== 'work' && (
              <h2 className="zx-side-group">
                <button type="button" aria-expanded={open} onClick={() => fold(group, open)}>
                  {t(`app.group.${group}`)}
                  <Icon name={open ? 'down' : 'right'} size={12} />
                </button>
              </h2>
            )}
            {open && (
              <ul>
                {own.map((entry) => (
                  <SideItem key={entry.to} entry={entry} here={entry === here} narrow={narrow} />
                ))}
              </ul>
            )}
          </section>
        )
      })}
      <div className="zx-side-foot">
        <button
          type="button"
          className="zx-icon-button"
          aria-label={narrow ? t('app.menu_expand') : t('app.menu_collapse')}
          title={narrow ? t('app.menu_expand') : t('app.menu_collapse')}
          onClick={toggle}
        >
          <Icon name={narrow ? 'right' : 'left'} size={16} />
        </button>
      </div>
    </nav>
  )
}

/** So many entries stand on a small screen without scrolling. */
const comfortable = 16
const foldedFirst: readonly MenuGroup[] = ['assess', 'office', 'admin']
const foldedKey = 'zhengxin.menu.folded'

/** Which groups are folded: as the person left them; in a long menu those that are not for every day. Where one is, is open. */
function useFolded(here: MenuGroup | undefined, isLong: boolean) {
  const [chosen, choose] = useState(
    () => JSON.parse(localStorage.getItem(foldedKey) ?? '{}') as Partial<Record<MenuGroup, boolean>>,
  )
  const folded = (group: MenuGroup) => chosen[group] ?? (isLong && group !== here && foldedFirst.includes(group))
  const fold = (group: MenuGroup, isFolded: boolean) => {
    const next = { ...chosen, [group]: isFolded }
    localStorage.setItem(foldedKey, JSON.stringify(next))
    choose(next)
  }
  return [folded, fold] as const
}

function SideItem({ entry, here, narrow }: { entry: MenuEntry; here: boolean; narrow: boolean }) {
  const useCount = entry.useCount ?? useNobody
  const count = useCount() ?? 0
  return (
    <li>
      <Link
        to={entry.to}
        className="zx-side-item"
        aria-current={here ? 'page' : undefined}
        title={narrow ? t(entry.label) : undefined}
        aria-label={narrow ? t(entry.label) : undefined}
      >
        <Icon name={entry.icon} />
        <span className="zx-side-label">{t(entry.label)}</span>
        {count > 0 && <span className="zx-side-count">{count > 999 ? '999+' : count}</span>}
      </Link>
    </li>
  )
}

/** The entry whose address is the longest beginning of where we are: a page below a list keeps the list marked. */
function currentEntry(entries: MenuEntry[], pathname: string): MenuEntry | undefined {
  return entries
    .filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
    .sort((one, other) => other.to.length - one.to.length)[0]
}
