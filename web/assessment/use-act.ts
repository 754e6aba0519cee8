import { useMutation } from '@tanstack/react-query'
import { client, refetchModules } from '../app/api.ts'
import { say } from '../ui/Messages.tsx'
import { sentenceOf } from '../ui/Refused.tsx'

interface Options<Output> {
  done?: string | ((output: Output) => string)
  after?: (output: Output) => void
  inline?: boolean
}

/** One act of assessment: runs it, says what was done or why not, and fetches again what the page shows. */
export function useAct<Input, Output>(run: (input: Input) => Promise<Output>, options: Options<Output> = {}) {
  return useMutation({
    mutationFn: run,
    onSuccess: async (output) => {
      if (options.done) say.done(typeof options.done === 'function' ? options.done(output) : options.done)
      options.after?.(output)
      await refetchModules('assessment', 'home')
    },
    onError: (error) => {
      if (!options.inline) say.error(sentenceOf(error))
    },
  })
}

/** An act of weight: the password first, then the act. */
export const useProvenAct = <Output>(run: () => Promise<Output>, options: Options<Output>) =>
  useAct(
    async (password: string) => {
      await client.identity.prove({ password })
      return run()
    },
    { inline: true, ...options },
  )
