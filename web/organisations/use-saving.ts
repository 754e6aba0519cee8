import { useMutation } from '@tanstack/react-query'
import { refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { useRefusal } from '../ui/Refused.tsx'

/** One act of a form: a refusal stands in the form, success is said, the lists are fetched again. */
export function useSaving<Input, Output>(act: (input: Input) => Promise<Output>, done: (output: Output) => void) {
  const refusal = useRefusal('inline')
  const saving = useMutation({
    mutationFn: act,
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: async (output) => {
      say.done(t('organisations.saved'))
      done(output)
      await refetchModules('organisations')
    },
  })
  return { save: saving.mutate, busy: saving.isPending, error: refusal.error }
}
