import { useMutation } from '@tanstack/react-query'
import { refetchModules } from '../app/api.ts'
import { say } from '../ui/Messages.tsx'
import { sentenceOf } from '../ui/Refused.tsx'

/** One act on a commission: runs it, says what was done or why not, and fetches again what the page shows. */
export function useAct<Input, Output>(
  run: (input: Input) => Promise<Output>,
  options: {
    done?: string | ((output: Output) => string | undefined)
    after?: (output: Output) => void
    inline?: boolean
  } = {},
) {
  return useMutation({
    mutationFn: run,
    onSuccess: async (output) => {
      const sentence = typeof options.done === 'function' ? options.done(output) : options.done
      if (sentence) say.done(sentence)
      options.after?.(output)
      await refetchModules('commissions', 'home')
    },
    onError: (error) => {
      if (!options.inline) say.error(sentenceOf(error))
    },
  })
}
