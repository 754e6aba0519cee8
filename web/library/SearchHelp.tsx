import { t } from '../app/i18n.ts'

const lines = ['all', 'phrase', 'not', 'title', 'either', 'alike', 'letters'] as const

/** 检索方法, folded away. */
export function SearchHelp() {
  return (
    <details className="zx-search-help">
      <summary>{t('library.help')}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{t(`library.help.${line}`)}</li>
        ))}
      </ul>
    </details>
  )
}
