import { useMutation } from '@tanstack/react-query'
import { refetchModules } from '../app/api.ts'
import { say } from '../ui/Messages.tsx'
import { sentenceOf } from '../ui/Refused.tsx'

/** One act on a line: runs it, says what was done or why not, and fetches the board again. */
export function useAct<Input, Output>(
  run: (input: Input) => Promise<Output>,
  options: { done?: string; after?: (output: Output) => void; inline?: boolean } = {},
) {
  return useMutation({
    mutationFn: run,
    onSuccess: async (output) => {
      if (options.done) say.done(options.done)
      options.after?.(output)
      await refetchModules('exchange')
    },
    onError: (error) => {
      if (!options.inline) say.error(sentenceOf(error))
    },
  })
}
