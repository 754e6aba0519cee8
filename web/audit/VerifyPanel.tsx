import { useMutation } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'
import { formatDateTime } from '../ui/format.ts'

/** 校验审计链: says in a sentence whether anything was altered, and which record. */
export function VerifyPanel() {
  const verify = useMutation(api.audit.verify.mutationOptions())
  const result = verify.data
  return (
    <div className="zx-audit-verify">
      <button type="button" className="zx-button" disabled={verify.isPending} onClick={() => verify.mutate(undefined)}>
        {verify.isPending ? t('audit.verifying') : t('audit.verify')}
      </button>
      {result && (
        <p role="status" className={result.whole ? 'zx-audit-whole' : 'zx-problem'}>
          {sentence(result)}
        </p>
      )}
      <Refused error={verify.error} />
    </div>
  )
}

function sentence(result: NonNullable<Awaited<ReturnType<typeof import('../app/api.ts').client.audit.verify>>>) {
  if (result.brokenEventId !== null) return t('audit.broken', { id: result.brokenEventId })
  if (result.brokenCheckpoint !== null) return t('audit.broken_checkpoint', { position: result.brokenCheckpoint })
  return t('audit.whole', {
    sealed: result.sealed,
    unsealed: result.unsealed,
    checkpoints: result.checkpoints,
    at: result.lastCheckpointAt ? formatDateTime(result.lastCheckpointAt) : '—',
  })
}
