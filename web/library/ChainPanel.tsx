import { useQuery } from '@tanstack/react-query'
import type { ChainLink } from '../../contract/library.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatDay } from '../ui/format.ts'
import { libraryPaths } from './paths.ts'
import { kindWord, stateWord } from './words.ts'

/** 溯源: both ways. */
export function ChainPanel({ id }: { id: string }) {
  const { data } = useQuery(api.library.chain.queryOptions({ input: { id } }))
  if (!data) return null
  return (
    <section className="zx-panel">
      <h2>{t('library.chain')}</h2>
      {data.up.length + data.down.length === 0 && <p className="zx-quiet">{t('library.chain_none')}</p>}
      <Links title={t('library.chain_up')} links={data.up} />
      <Links title={t('library.chain_down')} links={data.down} />
    </section>
  )
}

function Links({ title, links }: { title: string; links: ChainLink[] }) {
  if (links.length === 0) return null
  return (
    <>
      <h3 className="zx-library-sub">{title}</h3>
      <ul className="zx-library-links">
        {links.map((link, at) => (
          <li key={link.id ?? at}>
            <span className="zx-tag">{kindWord(link.kind)}</span>
            {link.id ? <Link to={libraryPaths.record(link.id)}>{link.title}</Link> : <span>{link.title}</span>}
            <span className="zx-quiet">
              {[link.unitName, formatDay(link.at), link.detail || (link.state && stateWord(link.state))]
                .filter(Boolean)
                .join('　')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
