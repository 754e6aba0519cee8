import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { useAct } from './use-act.ts'

/** What is asked for: one letter, or a range of one direction. */
interface Asked {
  direction: 'sent' | 'received'
  letterId?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** 导出存证: the browser saves what the node put together, and says which numbers it holds. */
export function useEvidence(lineId: string, after: () => void = () => {}) {
  return useAct((asked: Asked) => client.exchange.exportEvidence({ id: lineId, ...asked }), {
    inline: true,
    after: ({ name, text, isWhole, ...made }) => {
      saveText(name, text)
      if (isWhole) say.done(t('exchange.evidence_made', made))
      else say.warning(t('exchange.evidence_more', { ...made, next: made.last + 1 }))
      after()
    },
  })
}

function saveText(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000) // the browser reads it after the click
}
