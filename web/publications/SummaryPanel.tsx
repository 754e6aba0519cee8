import { useId, useState } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { paragraphText, paragraphsOf } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'
import { keep } from './use-arrangement.ts'

/** 摘要: a few lines that readers see in their list and above the text. It may start from the first sentence of each item. */
export function SummaryPanel({ issue, busy }: { issue: Issue; busy: boolean }) {
  const id = useId()
  const [text, setText] = useState(issue.summary)
  const save = useAct(
    () => client.publications.setSummary({ id: issue.id, version: issue.version, summary: text.trim() }),
    { inline: true, done: t('publications.summary_saved'), after: (saved) => void keep(saved) },
  )
  const changed = text.trim() !== issue.summary
  return (
    <section className="zx-panel zx-issue-summary" aria-label={t('publications.summary')}>
      <h2>
        <label htmlFor={id}>{t('publications.summary')}</label>
      </h2>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={600}
        placeholder={t('publications.summary_hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused error={save.error} />
      <div className="zx-row">
        <button
          type="button"
          className="zx-button"
          disabled={issue.entryCount === 0}
          onClick={() => setText(drafted(issue))}
        >
          {t('publications.summary_draft')}
        </button>
        {changed && (
          <button
            type="button"
            className="zx-button primary"
            disabled={busy || save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            {t('publications.save')}
          </button>
        )}
      </div>
    </section>
  )
}

/** The first sentence of each item, as far as there is room. */
function drafted(issue: Issue): string {
  const lines = issue.columns
    .flatMap((column) => column.entries)
    .map((entry, at) => `${at + 1}. ${firstSentence(entry.body) || entry.title}`)
  while (lines.join('\n').length > 600) lines.pop()
  return lines.join('\n')
}

/** Of the text, not of a heading in it. */
function firstSentence(body: Body): string {
  const paragraphs = body.content.filter((block) => block.type === 'paragraph').flatMap(paragraphsOf)
  const text = paragraphs.map(paragraphText).find((one) => one.trim() !== '') ?? ''
  return /^[^。！？]*[。！？]?/u.exec(text.trim())?.[0] ?? ''
}
